package io.postern.request.adapter.arm;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.request.adapter.arm.AccessView.PortView;
import io.postern.request.adapter.arm.AccessView.VmView;
import io.postern.request.app.Submitted;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Caller;
import io.postern.request.domain.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One body of asks. Those with the same sources and end make up one access request, which has one of each. */
record Initiation(List<Ask> asks, String justification) {
    /** How many different sets of terms one body may hold: each is a request, to be approved by itself. */
    private static final int MOST_REQUESTS = 20;

    Initiation {
        asks = List.copyOf(asks);
        if (asks.stream().map(Ask::common).distinct().count() > MOST_REQUESTS) {
            throw new IllegalArgumentException(
                    "ports may have up to " + MOST_REQUESTS + " different combinations of sources and end");
        }
    }

    List<Submission> submissions(Caller caller, String callerAddress) {
        return alike().entrySet().stream()
                .map(group -> submission(group.getKey(), group.getValue(), caller, callerAddress))
                .toList();
    }

    /** The answer: every port as it was asked for, in the order in which it was. */
    AccessView view(List<Submitted.Accepted> accepted, Caller caller, Instant now) {
        List<Ask.Common> groups = List.copyOf(alike().keySet());
        Map<VmId, List<PortView>> ports = new LinkedHashMap<>();
        Map<VmId, String> spelt = new LinkedHashMap<>();
        for (Ask ask : asks) {
            AccessRequest request = accepted.get(groups.indexOf(ask.common())).request();
            request.terms()
                    .targets()
                    .forEach(target -> spelt.put(target.vm(), target.vm().value()));
            ports.computeIfAbsent(ask.vm(), _ -> new ArrayList<>())
                    .add(AccessViews.port(request, ask.vm(), ask.port().number(), now));
        }
        List<VmView> vms = ports.entrySet().stream()
                .map(vm ->
                        new VmView(spelt.getOrDefault(vm.getKey(), vm.getKey().value()), vm.getValue()))
                .toList();
        return new AccessView(vms, now, caller.name(), justification);
    }

    private Map<Ask.Common, List<Ask>> alike() {
        return asks.stream().collect(Collectors.groupingBy(Ask::common, LinkedHashMap::new, Collectors.toList()));
    }

    private Submission submission(Ask.Common common, List<Ask> group, Caller caller, String callerAddress) {
        Map<VmId, List<Port>> ports = group.stream()
                .collect(Collectors.groupingBy(
                        Ask::vm, LinkedHashMap::new, Collectors.mapping(Ask::port, Collectors.toList())));
        return new Submission(
                caller,
                ports.entrySet().stream()
                        .map(vm -> new Submission.Wanted(vm.getKey(), vm.getValue()))
                        .toList(),
                List.copyOf(common.sources()),
                callerAddress,
                common.duration(),
                common.endsAt(),
                justification,
                null);
    }
}
