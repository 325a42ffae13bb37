package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.AccessConditions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JIT policy is to say of one VM; what is left out is as the defaults have it. */
public record PolicyBody(
        @Nullable List<@Nullable PortBody> ports, @Nullable ConditionsBody conditions) {
    /** One port. */
    public record PortBody(
            @Nullable Integer port,
            @Nullable String protocol,
            @Nullable List<@Nullable String> allowedSources,
            @Nullable String maxDuration) {}

    /** What a request has to satisfy beyond ports and length. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConditionsBody(
            @Nullable Boolean privateNetwork,
            @Nullable Boolean anySource,
            @Nullable WidestBody widestSource,
            @Nullable Boolean mfa,
            @Nullable String authenticationContext) {
        static @Nullable ConditionsBody of(AccessConditions conditions) {
            return conditions.equals(AccessConditions.DEFAULT)
                    ? null
                    : new ConditionsBody(
                            conditions.privateNetwork(),
                            conditions.anySource(),
                            new WidestBody(conditions.widestIpv4Prefix(), conditions.widestIpv6Prefix()),
                            conditions.mfa(),
                            conditions.authenticationContext());
        }
    }

    /** The shortest prefixes that a source may have. */
    public record WidestBody(
            @Nullable Integer ipv4, @Nullable Integer ipv6) {}
}
