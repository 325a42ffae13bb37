package io.postern.request.adapter.arm;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.AccessConditions;
import org.jspecify.annotations.Nullable;

/**
 * What a policy demands beyond what Azure's can; only what differs from the default is shown. It is ours, so a name in it
 * that we do not know is a mistake and not somebody else's property.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConditionsBody(
        @Nullable Boolean privateNetwork,
        @Nullable Boolean anySource,
        @Nullable Widest widestSource,
        @Nullable Boolean mfa,
        @Nullable String authenticationContext) {
    /** The shortest prefixes that a source may have. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Widest(@Nullable Integer ipv4, @Nullable Integer ipv6) {}

    AccessConditions conditions() {
        AccessConditions usual = AccessConditions.DEFAULT;
        Widest widest = widestSource == null ? new Widest(null, null) : widestSource;
        return new AccessConditions(
                or(privateNetwork, usual.privateNetwork()),
                or(anySource, usual.anySource()),
                or(widest.ipv4(), usual.widestIpv4Prefix()),
                or(widest.ipv6(), usual.widestIpv6Prefix()),
                or(mfa, usual.mfa()),
                authenticationContext);
    }

    static @Nullable ConditionsBody of(AccessConditions conditions) {
        AccessConditions usual = AccessConditions.DEFAULT;
        if (conditions.equals(usual)) {
            return null;
        }
        Integer ipv4 = unlike(conditions.widestIpv4Prefix(), usual.widestIpv4Prefix());
        Integer ipv6 = unlike(conditions.widestIpv6Prefix(), usual.widestIpv6Prefix());
        return new ConditionsBody(
                unlike(conditions.privateNetwork(), usual.privateNetwork()),
                unlike(conditions.anySource(), usual.anySource()),
                ipv4 == null && ipv6 == null ? null : new Widest(ipv4, ipv6),
                unlike(conditions.mfa(), usual.mfa()),
                conditions.authenticationContext());
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    private static <T> @Nullable T unlike(T value, T usual) {
        return value.equals(usual) ? null : value;
    }
}
