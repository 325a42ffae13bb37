package io.postern.enforcer.domain.grant;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fans an approval out into grants: one for each VM, protocol and address family, because a rule in Azure has one of each. */
public final class GrantExpansion {
    private GrantExpansion() {}

    public static List<GrantTerms> of(Approved approved, Supplier<GrantId> ids) {
        return of(
                approved.requestId(),
                approved.targets(),
                approved.personal().sources(),
                approved.duration(),
                approved.endsAt(),
                approved.notAfter(),
                ids);
    }

    /** The same from the terms alone. */
    public static List<GrantTerms> of(
            RequestId request,
            List<Target> targets,
            List<Cidr> from,
            @Nullable Duration duration,
            @Nullable Instant endsAt,
            Instant notAfter,
            Supplier<GrantId> ids) {
        Map<AddressFamily, List<Cidr>> sources = from.stream()
                .collect(Collectors.groupingBy(
                        Cidr::family, () -> new EnumMap<>(AddressFamily.class), Collectors.toList()));
        List<GrantTerms> grants = new ArrayList<>();
        for (Target target : targets) {
            ports(target)
                    .forEach((protocol, ports) -> sources.forEach((family, prefixes) -> grants.add(new GrantTerms(
                            ids.get(),
                            request,
                            target.vm(),
                            protocol,
                            family,
                            ports,
                            prefixes,
                            duration,
                            endsAt,
                            notAfter))));
        }
        return List.copyOf(grants);
    }

    private static Map<Protocol, List<Port>> ports(Target target) {
        return target.ports().stream()
                .collect(Collectors.groupingBy(
                        PortAccess::protocol,
                        () -> new EnumMap<>(Protocol.class),
                        Collectors.mapping(PortAccess::port, Collectors.toList())));
    }
}
