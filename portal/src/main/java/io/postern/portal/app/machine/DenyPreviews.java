package io.postern.portal.app.machine;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.domain.machine.DenyPreview;
import io.postern.portal.domain.machine.OfferedPort;
import java.util.List;

/** What the enforcer would write to keep ports shut. */
public interface DenyPreviews {
    Answer<DenyPreview> of(VmId vm, List<OfferedPort> ports);
}
