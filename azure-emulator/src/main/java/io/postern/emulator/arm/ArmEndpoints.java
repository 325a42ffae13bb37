package io.postern.emulator.arm;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Seed;
import io.postern.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;

/** ARM's front door: token, api-version, then the provider that the path names. Paths are compared without case. */
public final class ArmEndpoints {
    private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z0-9.]+)?");
    private final Subscriptions subscriptions;
    private final RoleReads roles;
    private final LockEndpoints locks;
    private final Operations operations;
    private final Undoing undoing;
    private final Function<World, Resources> over;
    private final Resources resources;

    public ArmEndpoints(
            Seed seed,
            Directory directory,
            World world,
            Duration writeLatency,
            BooleanSupplier refusesBusy,
            int pageSize) {
        Paging paging = new Paging(pageSize);
        Guard guard = new Guard(directory);
        this.operations = new Operations(writeLatency, refusesBusy);
        this.undoing = new Undoing(world);
        this.subscriptions = new Subscriptions(seed, guard, paging);
        this.roles = new RoleReads(directory, guard, paging);
        this.locks = new LockEndpoints(world, guard, paging);
        this.over = of -> new Resources(of, guard, operations, new Views(of, operations), paging);
        this.resources = over.apply(world);
    }

    /** Tells the one who keeps the history what an operation took back when it failed. */
    public void onUndo(UndoListener listener) {
        undoing.tell(listener);
    }

    /** Learns of a step back: {@code PUT} or {@code DELETE}, and of what. */
    @FunctionalInterface
    public interface UndoListener {
        void took(Instant at, String method, String path);
    }

    /** Answers one request; hold the world's lock. */
    public Reply answer(Call call, Identity identity, Circumstances circumstances) {
        undoing.settle(call.at());
        operations.expect(circumstances.fate());
        return circumstances.fate().filter(Fate::undone).isPresent()
                ? undoing.around(call, operations, () -> answer(call, identity, resources))
                : answer(call, identity, circumstances.past().map(over).orElse(resources));
    }

    private Reply answer(Call call, Identity identity, Resources from) {
        try {
            if (call.is(0, "metadata") && call.is(1, "endpoints")) {
                return subscriptions.metadata(call);
            }
            return switch (identity) {
                case Identity.Refused(String code, String message) ->
                    new ArmError(401, code, message)
                            .reply()
                            .with("WWW-Authenticate", "Bearer authorization_uri=\"" + call.base() + "/\"");
                case Identity.Known(Caller caller) -> routed(call, caller, from);
            };
        } catch (ArmError refused) {
            return refused.reply();
        }
    }

    private Reply routed(Call call, Caller caller, Resources from) {
        checkApiVersion(call);
        List<String> path = call.segments();
        int providersAt = lastProviders(path);
        if (providersAt >= 0 && call.is(providersAt + 1, "Microsoft.Authorization")) {
            checkContainer(call, providersAt);
            if (LockEndpoints.owns(call, providersAt)) {
                return locks.answer(call, caller, providersAt);
            }
            return roles.answer(call, caller, providersAt);
        }
        if (call.is(0, "tenants") && path.size() == 1) {
            return subscriptions.tenants(call);
        }
        if (!call.is(0, "subscriptions") || path.size() > 2 && providersAt < 0 && !call.is(2, "resourceGroups")) {
            throw notHere(call);
        }
        checkContainer(call, path.size());
        if (providersAt < 0) {
            if (path.size() > 4) {
                throw notHere(call);
            }
            return subscriptions.answer(call, caller);
        }
        if (call.is(4, "locations") && path.size() == 8) {
            return operation(call);
        }
        return from.answer(call, caller, address(call, providersAt));
    }

    private Reply operation(Call call) {
        String id = call.segments().get(7);
        if (call.method().equals("GET") && call.is(6, "operations")) {
            return operations.status(id, call.at());
        }
        if (call.method().equals("GET") && call.is(6, "operationResults")) {
            return operations.result(id, call);
        }
        throw notHere(call);
    }

    private static Address address(Call call, int providersAt) {
        List<String> path = call.segments();
        Optional<Address> address =
                providersAt == 2 || providersAt == 4 ? Address.of(path, providersAt) : Optional.empty();
        return address.orElseThrow(() -> path.size() > providersAt + 2
                ? unknownType(path.get(providersAt + 1), path.get(providersAt + 2), call)
                : notHere(call));
    }

    /** Subscription and group must exist, as far as the path names them before {@code end}. */
    private void checkContainer(Call call, int end) {
        List<String> path = call.segments();
        if (call.is(0, "subscriptions") && path.size() > 1 && end > 1) {
            subscriptions.requireSubscription(path.get(1));
            if (call.is(2, "resourceGroups") && path.size() > 4 && end > 3) {
                subscriptions.requireGroup(path.get(1), path.get(3));
            }
        }
    }

    private static void checkApiVersion(Call call) {
        String version = call.query("api-version").orElse("");
        if (version.isEmpty()) {
            throw ArmError.badRequest(
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        if (!API_VERSION.matcher(version).matches()) {
            throw ArmError.badRequest("InvalidApiVersionParameter", "The api-version '" + version + "' is invalid.");
        }
    }

    private static int lastProviders(List<String> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).equalsIgnoreCase("providers")) {
                return i;
            }
        }
        return -1;
    }

    static ArmError unknownType(String namespace, String type, Call call) {
        return ResourceType.namespace(namespace).isPresent() || namespace.equals("Microsoft.Authorization")
                ? ArmError.notFound(
                        "InvalidResourceType",
                        "The resource type '" + type + "' could not be found in the namespace '" + namespace
                                + "' for api version '"
                                + call.query("api-version").orElse("") + "'.")
                : ArmError.notFound(
                        "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
    }

    private static ArmError notHere(Call call) {
        return ArmError.notFound("NotFound", "There is nothing at " + call.path() + ".");
    }
}
