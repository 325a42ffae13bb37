package io.postern.portal.domain.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JIT policy says of one VM; {@code etag} tells two states of it apart. No conditions: the usual ones. */
public record MachinePolicy(
        String etag, List<OfferedPort> ports, @Nullable Conditions conditions) {
    public MachinePolicy {
        etag = Blank.text(etag);
        ports = Blank.list(ports);
    }

    /** What a request has to satisfy beyond ports and length. */
    public record Conditions(
            boolean privateNetwork,
            boolean anySource,
            Widest widestSource,
            boolean mfa,
            @Nullable String authenticationContext) {
        /** What holds where a policy says nothing. */
        public static final Conditions USUAL = new Conditions(false, false, new Widest(24, 56), false, null);
    }

    /** What it demands or allows beyond the usual, in words. */
    public List<String> demandWords() {
        if (conditions == null) {
            return List.of();
        }
        Widest widest = conditions.widestSource();
        String context = Blank.text(conditions.authenticationContext());
        List<String> words = new ArrayList<>();
        if (conditions.mfa()) {
            words.add("The sign-in must say more than a password");
        }
        if (!context.isEmpty()) {
            words.add("the sign-in must satisfy authentication context " + context);
        }
        if (conditions.privateNetwork()) {
            words.add("private addresses may ask");
        }
        words.add(
                conditions.anySource()
                        ? "every address may be named"
                        : "sources are no wider than /" + widest.ipv4() + " (IPv4) and /" + widest.ipv6() + " (IPv6)");
        return words;
    }

    /** The shortest prefixes that a source may have. */
    public record Widest(int ipv4, int ipv6) {}
}
