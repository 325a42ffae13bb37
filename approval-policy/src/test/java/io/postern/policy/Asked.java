package io.postern.policy;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request for tests: an hour of SSH from one address, for an everyday reason, unless something is said. */
public record Asked(
        @Nullable Set<String> groups,
        List<TargetFacts> targets,
        List<Cidr> sources,
        Duration length,
        @Nullable String ticket,
        String reason,
        int extension,
        boolean breakGlass,
        Instant at) {
    public static final PersonId REQUESTER = new PersonId("contoso", "requester");
    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T09:00:00Z");

    public static Asked of(String... vms) {
        return new Asked(
                Set.of(),
                Stream.of(vms).map(vm -> target(vm, 22)).toList(),
                List.of(Cidr.parse("203.0.113.7")),
                Duration.ofHours(1),
                null,
                "the disk is full",
                0,
                false,
                MONDAY_MORNING);
    }

    public static TargetFacts target(String vm, int... ports) {
        return new TargetFacts(
                new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                        + "/providers/Microsoft.Compute/virtualMachines/" + vm),
                IntStream.of(ports)
                        .mapToObj(port -> new PortAccess(new Port(port), Protocol.TCP))
                        .toList(),
                null);
    }

    public static TargetFacts tagged(String vm, Map<String, String> tags, int... ports) {
        TargetFacts target = target(vm, ports);
        return new TargetFacts(
                target.vm(),
                target.ports(),
                new TargetFacts.Seen("westeurope", "Linux", tags, "PROTECTED", "NSG", List.of()));
    }

    public RequestFacts facts() {
        return new RequestFacts(
                new SubjectFacts(REQUESTER, groups),
                targets,
                sources,
                length,
                ticket,
                reason,
                extension,
                breakGlass,
                at);
    }

    public Asked hours(long hours) {
        return lasting(Duration.ofHours(hours));
    }

    public Asked lasting(Duration other) {
        return new Asked(groups, targets, sources, other, ticket, reason, extension, breakGlass, at);
    }

    public Asked in(@Nullable Set<String> other) {
        return new Asked(other, targets, sources, length, ticket, reason, extension, breakGlass, at);
    }

    public Asked targets(TargetFacts... other) {
        return new Asked(groups, List.of(other), sources, length, ticket, reason, extension, breakGlass, at);
    }

    public Asked from(String... other) {
        return new Asked(
                groups,
                targets,
                Stream.of(other).map(Cidr::parse).toList(),
                length,
                ticket,
                reason,
                extension,
                breakGlass,
                at);
    }

    public Asked saying(String other, @Nullable String otherTicket) {
        return new Asked(groups, targets, sources, length, otherTicket, other, extension, breakGlass, at);
    }

    public Asked extension(int number) {
        return new Asked(groups, targets, sources, length, ticket, reason, number, breakGlass, at);
    }

    public Asked emergency() {
        return new Asked(groups, targets, sources, length, ticket, reason, extension, true, at);
    }

    public Asked at(String other) {
        return new Asked(groups, targets, sources, length, ticket, reason, extension, breakGlass, Instant.parse(other));
    }
}
