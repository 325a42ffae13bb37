package io.postern.portal.adapter.services;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.app.machine.MachineStory;
import io.postern.portal.domain.machine.MachineFinding;
import io.postern.portal.domain.machine.MachineRequest;
import java.util.List;

/** Requests from request-service, findings from the enforcer. */
public final class MachineStoryOverHttp implements MachineStory {
    private static final String MOST = "20";

    private final ServiceCalls calls;
    private final Upstream requests;
    private final Upstream enforcer;

    /** A list in an answer. */
    record Requests(List<MachineRequest> value) {}

    public MachineStoryOverHttp(ServiceCalls calls, Upstream requests, Upstream enforcer) {
        this.calls = calls;
        this.requests = requests;
        this.enforcer = enforcer;
    }

    @Override
    public Answer<List<MachineRequest>> requests(VmId vm) {
        return page(vm, "");
    }

    @Override
    public Answer<List<MachineRequest>> mine(VmId vm) {
        return page(vm, "me");
    }

    @Override
    public Answer<List<MachineFinding>> findings() {
        return calls.get(enforcer, "/api/v1/findings", new TypeReference<List<MachineFinding>>() {}.getType());
    }

    private Answer<List<MachineRequest>> page(VmId vm, String requester) {
        Answer<Requests> page = calls.get(
                requests,
                Query.of("/api/v1/access-requests")
                        .with("vm", vm.value())
                        .with("requester", requester)
                        .with("limit", MOST)
                        .toString(),
                Requests.class);
        return page.map(Requests::value);
    }
}
