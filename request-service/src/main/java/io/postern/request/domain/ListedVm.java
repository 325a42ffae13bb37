package io.postern.request.domain;

import io.postern.contracts.event.VmAssessed.NetworkInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A VM as lists show it: what is known of it, where its network ends, and how it is used. */
public record ListedVm(KnownVm known, @Nullable String detail, List<NetworkInterface> interfaces, VmUse use) {
    public ListedVm {
        interfaces = List.copyOf(interfaces);
    }

    public VmList list() {
        return VmList.of(covered(), known.status());
    }

    public Health health() {
        return covered()
                ? Health.covered(known.status(), known.statusReason())
                : Health.uncovered(known.statusReason(), known.posture());
    }

    private boolean covered() {
        return !known.ports().isEmpty();
    }
}
