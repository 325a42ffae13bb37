package io.postern.request.adapter.arm;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An access request as Azure shows one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessView(
        List<VmView> virtualMachines,
        Instant startTimeUtc,
        String requestor,
        @Nullable String justification) {
    /** One VM with the ports asked for. */
    public record VmView(String id, List<PortView> ports) {}

    /** One port with its sources, its end, how it stands, and the port of a firewall that leads to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PortView(
            int number,
            @Nullable String allowedSourceAddressPrefix,
            @Nullable List<String> allowedSourceAddressPrefixes,
            Instant endTimeUtc,
            String status,
            String statusReason,
            @Nullable Integer mappedPort) {}
}
