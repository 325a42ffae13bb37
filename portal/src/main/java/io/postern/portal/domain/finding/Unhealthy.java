package io.postern.portal.domain.finding;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A VM on which just-in-time access is not what it should be. */
public record Unhealthy(
        String id,
        String name,
        String status,
        @Nullable String healthReason,
        @Nullable String detail) {
    /** What is wrong and what to do. */
    public String sentence() {
        if (detail != null) {
            return detail;
        }
        return switch (healthReason == null ? "" : healthReason) {
            case "ForeignAllow" -> "A foreign rule opens a protected port. Talk to whoever owns it.";
            case "ManagementPortsOpen" -> "Management ports are open to others. Enable JIT, or shut them.";
            case "BaselinePending" -> "The deny rule has not been seen yet. It should take less than a minute.";
            case "NsgNotReadable" -> "Postern may not read the NSG. Give its identity the right to.";
            default -> "See the VM for the reason.";
        };
    }

    /** Its id as part of an address. */
    public String address() {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    public String reason() {
        return healthReason == null ? status : healthReason;
    }
}
