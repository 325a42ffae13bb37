package io.postern.portal.domain.access;

import io.postern.portal.domain.Way;
import io.postern.portal.domain.WellKnownPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One opening of a request, with where to connect to when that is not the VM itself. */
public record Grant(
        String id,
        String vm,
        List<Integer> ports,
        String protocol,
        String state,
        String reason,
        @Nullable Instant until,
        String ruleName,
        List<Way.Mapped> connect) {
    public Grant {
        ports = Given.list(ports);
        protocol = Given.text(protocol);
        state = Given.text(state);
        reason = Given.text(reason);
        ruleName = Given.text(ruleName);
        connect = Given.list(connect);
    }

    public boolean isOpen() {
        return state.equals("open");
    }

    public boolean isClosed() {
        return state.equals("closed");
    }

    public String vmName() {
        return Given.name(vm);
    }

    public String portsText() {
        return WellKnownPort.list(ports);
    }

    /** How each of its ports is reached; {@code vm} tells its addresses if they are known. */
    public List<Way> ways(Optional<AskedVm> vm) {
        return Way.to(ports, connect, vm.flatMap(AskedVm::address));
    }
}
