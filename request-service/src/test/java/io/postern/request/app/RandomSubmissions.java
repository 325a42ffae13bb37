package io.postern.request.app;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.request.app.IdempotencyKeys.Key;
import io.postern.request.domain.Caller;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.SourceAddress;
import io.postern.request.domain.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Submissions of every kind, mostly near what is allowed, over VMs whose policies keep changing. */
final class RandomSubmissions implements Vms {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<Integer> PORTS = List.of(22, 22, 3389, 8080);
    private static final List<String> ORIGINS =
            List.of("203.0.113.9", "203.0.113.9", "2001:db8::9", "10.1.2.3", "127.0.0.1", "unknown", "");
    private static final List<String> SOURCES = List.of(
            "198.51.100.7",
            "198.51.100.0/24",
            "203.0.113.9",
            "203.0.112.0/23",
            "2001:db8::/56",
            "2001:db8::/40",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "fe80::1",
            "*",
            "0.0.0.0/0");

    private final Random random;
    private final Map<VmId, KnownVm> known = new HashMap<>();

    RandomSubmissions(Random random) {
        this.random = random;
    }

    void changeTheWorld() {
        VmId vm = vm();
        if (random.nextInt(8) == 0) {
            known.remove(vm);
        } else {
            List<PortLimit> ports = random.nextInt(6) == 0 ? List.of() : some(2, this::limit);
            Posture posture = new Posture(Guard.NSG, random.nextInt(10) == 0 ? "/firewall" : null, List.of());
            JitStatus status = random.nextInt(10) == 0 ? JitStatus.UNSUPPORTED : JitStatus.PROTECTED;
            known.put(vm, new KnownVm(vm, "westeurope", "Linux", status, null, posture, ports, conditions(), null, 1));
        }
    }

    Submission submission(Instant now) {
        boolean absolute = random.nextInt(4) == 0;
        boolean odd = random.nextInt(12) == 0;
        Duration length = Duration.ofMinutes(pick(List.of(0L, 30L, 30L, 60L, 60L, 60L, 120L, 600L, 1500L)));
        return new Submission(
                caller(),
                Stream.generate(() -> new Submission.Wanted(vm(), some(1, () -> new Port(pick(PORTS)))))
                        .limit(pick(List.of(0, 1, 1, 1, 1, 1, 2)))
                        .toList(),
                some(0, () -> pick(SOURCES)).stream()
                        .flatMap(text -> SourceAddress.named(text).stream())
                        .toList(),
                pick(ORIGINS),
                absolute ? null : odd && random.nextBoolean() ? null : length,
                absolute || odd && random.nextBoolean() ? now.plus(length) : null,
                random.nextInt(20) == 0 ? " " : "deploy a fix",
                null,
                random.nextInt(10) == 0 ? "vm-" + random.nextInt(4) : null);
    }

    Optional<Key> key(Submission submission) {
        return random.nextInt(10) == 0
                ? Optional.of(new Key(submission.requester(), "key-" + random.nextInt(20), "d" + random.nextInt(2)))
                : Optional.empty();
    }

    @Override
    public Map<VmId, KnownVm> find(Collection<VmId> ids) {
        Map<VmId, KnownVm> found = new HashMap<>(known);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public boolean knows(VmId vm) {
        return known.containsKey(vm);
    }

    @Override
    public void assessed(VmAssessed fact, Instant now) {
        throw new UnsupportedOperationException("this world changes by itself");
    }

    private Caller caller() {
        return new Caller(
                new PersonId("tenant", "person-" + random.nextInt(3)),
                "Somebody",
                random.nextInt(15) == 0 ? Set.of(Caller.CONFIGURE) : Set.of(Caller.REQUEST),
                Set.of(),
                random.nextBoolean() ? Set.of("mfa") : Set.of("pwd"),
                random.nextBoolean() ? Set.of("c1") : Set.of());
    }

    private AccessConditions conditions() {
        return random.nextInt(3) > 0
                ? AccessConditions.DEFAULT
                : new AccessConditions(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        pick(List.of(16, 24, 32)),
                        pick(List.of(32, 56)),
                        random.nextInt(4) == 0,
                        random.nextInt(6) == 0 ? "c1" : null);
    }

    private PortLimit limit() {
        return new PortLimit(
                new PortAccess(new Port(pick(PORTS)), Protocol.ANY),
                pick(List.of(List.of("*"), List.of("*"), List.of("198.51.100.0/24", "2001:db8::/32"))),
                Duration.ofHours(pick(List.of(1, 3, 24))));
    }

    private VmId vm() {
        return new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/"
                + "Microsoft.Compute/virtualMachines/vm-" + random.nextInt(4));
    }

    /** A few, at least so many, hardly ever more than two. */
    private <T> List<T> some(int least, Supplier<T> each) {
        return Stream.generate(each)
                .limit(least + pick(List.of(0, 0, 0, 1, 1, 2)))
                .toList();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
