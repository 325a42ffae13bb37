package io.postern.portal.app;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.access.AccessCard;
import io.postern.portal.domain.access.AccessList;
import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.Grant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows requests with how to connect to what they have opened. */
public final class ShowAccess {
    /** Of more open VMs than these at once, addresses are on the page of each request. */
    private static final int MOST_VMS = 10;

    private final AccessRequests requests;

    public ShowAccess(AccessRequests requests) {
        this.requests = requests;
    }

    public Answer<AccessList> mine(String after, Person person, Instant now) {
        return requests.mine(after).map(page -> {
            Map<String, AskedVm> vms = vms(page.value());
            List<AccessCard> cards = page.value().stream()
                    .map(request -> AccessCard.of(request, vms, person, now))
                    .toList();
            return AccessList.of(cards, page.next());
        });
    }

    public Answer<AccessCard> one(String id, Person person, Instant now) {
        return requests.one(id).map(request -> AccessCard.of(request, vms(List.of(request)), person, now));
    }

    /** A VM that is not told of has no address here, and the rest is shown all the same. */
    private Map<String, AskedVm> vms(List<AccessRequest> shown) {
        Map<String, AskedVm> known = new HashMap<>();
        shown.stream()
                .filter(request -> request.stateOf().isOpen())
                .flatMap(request -> request.grants().stream())
                .filter(Grant::isOpen)
                .map(Grant::vm)
                .distinct()
                .limit(MOST_VMS)
                .forEach(vm -> {
                    if (requests.vm(vm) instanceof Answer.Given<AskedVm>(AskedVm found)) {
                        known.put(vm, found);
                    }
                });
        return known;
    }
}
