package io.postern.request.domain;

import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether just-in-time access is what it should be on a VM, by the logic of Azure, and why when it is not. */
public record Health(Level level, @Nullable String reason) {
    private static final String NOT_READABLE = "NsgNotReadable";
    private static final Health HEALTHY = new Health(Level.HEALTHY, null);

    /** Azure's three words. */
    public enum Level {
        HEALTHY,
        UNHEALTHY,
        NOT_APPLICABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Level> named(String word) {
            return Arrays.stream(values())
                    .filter(level -> level.word().equals(word))
                    .findFirst();
        }
    }

    /** The health of a VM that a JIT policy covers: a policy that cannot hold is no protection. */
    public static Health covered(JitStatus status, @Nullable String reason) {
        return switch (status) {
            case BYPASSED -> unhealthy("ForeignAllow");
            case UNSUPPORTED -> unhealthy(reason == null ? "Unsupported" : reason);
            // Nothing keeps the ports shut before the baseline was seen, whatever the policy says.
            case NOT_CONFIGURED -> unhealthy(reason == null ? "BaselinePending" : reason);
            case PROTECTED -> NOT_READABLE.equals(reason) ? unhealthy(NOT_READABLE) : HEALTHY;
        };
    }

    /** The health of a VM without a policy: it depends on whether its management ports are shut anyway. */
    public static Health uncovered(@Nullable String reason, @Nullable Posture posture) {
        if (NOT_READABLE.equals(reason)) {
            return unhealthy(NOT_READABLE);
        }
        if (posture == null) {
            return new Health(Level.NOT_APPLICABLE, reason == null ? "NotAssessed" : reason);
        }
        if (posture.guard() == Guard.NONE) {
            return new Health(Level.NOT_APPLICABLE, "NoNsgOrFirewall");
        }
        return posture.openManagementPorts().isEmpty() ? HEALTHY : unhealthy("ManagementPortsOpen");
    }

    private static Health unhealthy(String reason) {
        return new Health(Level.UNHEALTHY, reason);
    }
}
