package io.postern.enforcer.domain.inventory;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.boundary.Gateway;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Azure Firewall that the default route of a VM leads through.
 *
 * @param ruledByPolicy whether a firewall policy holds its rules, so that none are written
 * @param subnets the prefixes of the subnet that it stands in
 * @param address its first public address; null if that is not known
 */
public record RouteFirewall(
        String id,
        boolean ruledByPolicy,
        List<String> subnets,
        @Nullable String address) {
    public RouteFirewall {
        subnets = List.copyOf(subnets);
    }

    /** One of which no more is known. */
    public RouteFirewall(String id, boolean ruledByPolicy) {
        this(id, ruledByPolicy, List.of(), null);
    }

    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    public BoundaryId boundary() {
        return new BoundaryId(id);
    }

    /** As whoever plans openings sees it. */
    Gateway gateway(@Nullable String bare) {
        return new Gateway(name(), subnets.stream().map(Cidr::parse).toList(), address, bare);
    }

    /** The same with what could not be read now as it was known {@code before}. */
    RouteFirewall completedBy(@Nullable RouteFirewall before) {
        return before == null || !before.id.equalsIgnoreCase(id)
                ? this
                : new RouteFirewall(
                        id,
                        ruledByPolicy,
                        subnets.isEmpty() ? before.subnets : subnets,
                        address == null ? before.address : address);
    }
}
