package io.postern.request.adapter.arm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JIT policy as a client sends it, before anything in it is believed. What we do not know is left aside, as Azure does:
 * clients send back what they got, with {@code id}, {@code requests} and {@code provisioningState} in it.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PolicyBody(@Nullable String kind, @Nullable Properties properties) {
    /** The contents of a policy. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Properties(@Nullable List<@Nullable VmBody> virtualMachines) {}

    /** One VM. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record VmBody(
            @Nullable String id,
            @Nullable List<@Nullable PortBody> ports,
            @Nullable String publicIpAddress,
            @Nullable ConditionsBody postern) {}

    /** One port with one protocol. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PortBody(
            @Nullable Integer number,
            @Nullable String protocol,
            @Nullable String allowedSourceAddressPrefix,
            @Nullable List<@Nullable String> allowedSourceAddressPrefixes,
            @Nullable String maxRequestAccessDuration) {}
}
