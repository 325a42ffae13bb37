package io.postern.portal.adapter.web.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.machine.MachineId;
import java.util.List;

/** The VM that an address names; a page about what cannot be one ends in plain words. */
final class Known {
    private Known() {}

    static VmId id(String text) {
        return MachineId.read(text)
                .orElseThrow(() -> Stop.refused(new Refusal(
                        404, "", "The address names no virtual machine. Choose one in the list.", List.of())));
    }
}
