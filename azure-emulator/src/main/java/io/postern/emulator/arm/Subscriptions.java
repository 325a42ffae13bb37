package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Caller;
import io.postern.emulator.world.Seed;
import java.util.List;
import java.util.Optional;

/** Microsoft.Resources: subscriptions and resource groups, to read; and the addresses of this cloud. */
final class Subscriptions {
    private final Seed seed;
    private final Guard guard;
    private final Paging paging;

    Subscriptions(Seed seed, Guard guard, Paging paging) {
        this.seed = seed;
        this.guard = guard;
        this.paging = paging;
    }

    /** {@code /subscriptions[/{s}[/resourceGroups[/{g}]]]} */
    Reply answer(Call call, Caller caller) {
        if (!call.method().equals("GET")) {
            throw ArmError.method(call.method());
        }
        return switch (call.segments().size()) {
            case 1 ->
                paging.page(
                        call,
                        seed.subscriptions()
                                .valueStream()
                                .map(this::subscription)
                                .filter(s -> guard.knows(caller, s.path("id").asText()))
                                .toList());
            case 2 -> one(call, caller);
            case 3 -> groups(call, caller);
            default -> group(call, caller);
        };
    }

    /** {@code /tenants}: there is one. */
    Reply tenants(Call call) {
        if (!call.method().equals("GET")) {
            throw ArmError.method(call.method());
        }
        ObjectNode tenant = Json.object()
                .put("id", "/tenants/" + seed.tenant())
                .put("tenantId", seed.tenant())
                .put("displayName", seed.domain())
                .put("defaultDomain", seed.domain());
        return paging.page(call, List.of(tenant));
    }

    void requireSubscription(String id) {
        if (find(id).isEmpty()) {
            throw ArmError.notFound("SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
        }
    }

    void requireGroup(String subscription, String name) {
        if (findGroup(subscription, name).isEmpty()) {
            throw ArmError.notFound("ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
        }
    }

    /** {@code /metadata/endpoints}, which clients read before they have a token. */
    Reply metadata(Call call) {
        ObjectNode body = Json.object();
        body.put("galleryEndpoint", call.base() + "/").put("graphEndpoint", call.base() + "/");
        body.put("portalEndpoint", call.base() + "/");
        ObjectNode authentication = body.putObject("authentication");
        authentication.put("loginEndpoint", call.base() + "/").put("tenant", seed.tenant());
        authentication
                // The first is the one that az asks all its tokens for; it must hold for request-service too.
                .putArray("audiences")
                .add("api://postern")
                .add("https://management.core.windows.net/")
                .add("https://management.azure.com/");
        return Reply.of(200, body);
    }

    private Reply one(Call call, Caller caller) {
        String id = call.segments().get(1);
        requireSubscription(id);
        if (!guard.knows(caller, "/subscriptions/" + id)) {
            throw Guard.denied(caller, "Microsoft.Resources/subscriptions/read", "/subscriptions/" + id);
        }
        return Reply.of(200, subscription(find(id).orElseThrow()));
    }

    private Reply groups(Call call, Caller caller) {
        String subscription = call.segments().get(1);
        List<JsonNode> readable = guard.readable(
                caller,
                "Microsoft.Resources/subscriptions/resourceGroups/read",
                "/subscriptions/" + subscription,
                seed.resourceGroups()
                        .valueStream()
                        .filter(g -> in(subscription, g))
                        .toList(),
                g -> g.path("id").asText());
        return paging.page(call, readable.stream().map(Subscriptions::view).toList());
    }

    private Reply group(Call call, Caller caller) {
        String subscription = call.segments().get(1);
        String name = call.segments().get(3);
        guard.require(
                caller,
                "Microsoft.Resources/subscriptions/resourceGroups/read",
                "/subscriptions/" + subscription + "/resourceGroups/" + name);
        requireGroup(subscription, name);
        return Reply.of(200, view(findGroup(subscription, name).orElseThrow()));
    }

    private Optional<JsonNode> find(String id) {
        return seed.subscriptions()
                .valueStream()
                .filter(s -> s.path("subscriptionId").asText().equalsIgnoreCase(id))
                .findFirst();
    }

    private Optional<JsonNode> findGroup(String subscription, String name) {
        return seed.resourceGroups()
                .valueStream()
                .filter(g -> in(subscription, g) && g.path("name").asText().equalsIgnoreCase(name))
                .findFirst();
    }

    private static boolean in(String subscription, JsonNode group) {
        return group.path("id").asText().split("/", -1)[2].equalsIgnoreCase(subscription);
    }

    private ObjectNode subscription(JsonNode seeded) {
        String id = seeded.path("subscriptionId").asText();
        return Json.object()
                .put("id", "/subscriptions/" + id)
                .put("subscriptionId", id)
                .put("tenantId", seed.tenant())
                .put("displayName", seeded.path("displayName").asText())
                .put("state", "Enabled");
    }

    private static ObjectNode view(JsonNode group) {
        ObjectNode view = group.deepCopy();
        view.withObjectProperty("properties").put("provisioningState", "Succeeded");
        return view;
    }
}
