package io.postern.portal.adapter.services;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.app.machine.DenyPreviews;
import io.postern.portal.domain.machine.DenyPreview;
import io.postern.portal.domain.machine.OfferedPort;
import java.util.List;
import java.util.Map;

/** Deny rules as the enforcer plans them. */
public final class DenyPreviewsOverHttp implements DenyPreviews {
    private final ServiceCalls calls;
    private final Upstream enforcer;

    public DenyPreviewsOverHttp(ServiceCalls calls, Upstream enforcer) {
        this.calls = calls;
        this.enforcer = enforcer;
    }

    @Override
    public Answer<DenyPreview> of(VmId vm, List<OfferedPort> ports) {
        Map<String, Object> body = Map.of(
                "vm",
                vm.value(),
                "ports",
                ports.stream()
                        .map(port -> Map.of("port", port.port(), "protocol", port.protocol()))
                        .toList());
        return calls.post(enforcer, "/api/v1/plans/baseline", body, DenyPreview.class);
    }
}
