package io.postern.request.domain;

import io.postern.contracts.event.VmAssessed.JitStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The three lists that VMs are shown in. */
public enum VmList {
    CONFIGURED,
    NOT_CONFIGURED,
    UNSUPPORTED;

    /** A VM that a policy covers is configured, whatever its network has become since. */
    public static VmList of(boolean covered, JitStatus status) {
        if (covered) {
            return CONFIGURED;
        }
        return status == JitStatus.UNSUPPORTED ? UNSUPPORTED : NOT_CONFIGURED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<VmList> named(String word) {
        return Arrays.stream(values()).filter(list -> list.word().equals(word)).findFirst();
    }
}
