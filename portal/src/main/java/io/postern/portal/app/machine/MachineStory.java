package io.postern.portal.app.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.domain.machine.MachineFinding;
import io.postern.portal.domain.machine.MachineRequest;
import java.util.List;

/** What happened around a VM: who asked for it, and what is wrong before it. */
public interface MachineStory {
    /** The newest requests about it that the person may see. */
    Answer<List<MachineRequest>> requests(VmId vm);

    /** The newest of the person's own. */
    Answer<List<MachineRequest>> mine(VmId vm);

    /** All findings, wherever they are. */
    Answer<List<MachineFinding>> findings();
}
