package io.postern.portal.domain.machine;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.Way;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody who wants to connect to a VM has to do first, or how to connect. {@code requests} are their own. */
public record ConnectView(Machine vm, List<MachineRequest> requests, String trouble, Person person) {
    public ConnectView {
        requests = List.copyOf(requests);
    }

    /** What comes next. */
    public enum Step {
        PROTECT,
        UNSUPPORTED,
        REQUEST,
        WAIT,
        CONNECT
    }

    /** Open access with the ways to use it. */
    public record Open(MachineRequest request, MachineRequest.Grant grant, List<Way> ways) {}

    public Step step() {
        if (!vm.isConfigured()) {
            return vm.isUnsupported() ? Step.UNSUPPORTED : Step.PROTECT;
        }
        if (!open().isEmpty()) {
            return Step.CONNECT;
        }
        return waiting() == null ? Step.REQUEST : Step.WAIT;
    }

    public List<Open> open() {
        return requests.stream()
                .flatMap(request -> request.openOn(vm).stream().map(grant -> new Open(request, grant, ways(grant))))
                .toList();
    }

    private List<Way> ways(MachineRequest.Grant grant) {
        Optional<String> address = Stream.of(vm.publicAddresses(), vm.privateAddresses())
                .flatMap(List::stream)
                .findFirst();
        return Way.to(grant.ports(), grant.connect(), address);
    }

    /** The newest request that is on its way. */
    public @Nullable MachineRequest waiting() {
        Optional<MachineRequest> first =
                requests.stream().filter(MachineRequest::isOnItsWay).findFirst();
        return first.orElse(null);
    }

    /** How it stands, for whoever hears the page; empty when that cannot be told. */
    public String says() {
        if (!trouble.isEmpty()) {
            return "";
        }
        return switch (step()) {
            case CONNECT ->
                "Open now: "
                        + open().stream().map(open -> open.grant().portWords()).collect(Collectors.joining(", ")) + ".";
            case WAIT -> "Your request is on its way.";
            case REQUEST -> "You have no open access.";
            case PROTECT, UNSUPPORTED -> "";
        };
    }

    /** Where the part that changes is. */
    public String stepAddress() {
        return Link.to("/connect/step").with("vm", vm.id()).toString();
    }

    public boolean configures() {
        return person.may(Right.CONFIGURE);
    }

    public boolean mayRequest() {
        return person.may(Right.REQUEST);
    }
}
