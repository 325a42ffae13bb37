package io.postern.request.adapter.arm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wish for access as a client of Azure sends it, before anything in it is believed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InitiateBody(
        @Nullable List<@Nullable VmBody> virtualMachines,
        @Nullable String justification) {
    /** One VM. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record VmBody(@Nullable String id, @Nullable List<@Nullable PortBody> ports) {}

    /** One port, with a source and an end of its own. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PortBody(
            @Nullable Integer number,
            @Nullable String allowedSourceAddressPrefix,
            @Nullable List<@Nullable String> allowedSourceAddressPrefixes,
            @Nullable String endTimeUtc,
            @Nullable String duration) {}
}
