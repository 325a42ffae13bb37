package io.postern.portal.domain.machine;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.Right;
import java.util.List;

/**
 * Everything about one VM as one person sees it. Requests and findings may be missing: then their trouble says why.
 *
 * @param demands what its policy demands beyond the usual
 * @param done what the person has just done here, or empty
 */
public record MachineView(
        Machine vm,
        List<String> demands,
        List<MachineRequest> requests,
        String requestsTrouble,
        List<MachineFinding> findings,
        String findingsTrouble,
        Person person,
        String done) {
    public MachineView {
        demands = List.copyOf(demands);
        requests = List.copyOf(requests);
        findings = List.copyOf(findings);
    }

    /** An opening that is there now, and whose it is. */
    public record Opening(MachineRequest request, MachineRequest.Grant grant) {}

    public List<Opening> open() {
        return requests.stream()
                .flatMap(request -> request.openOn(vm).stream().map(grant -> new Opening(request, grant)))
                .toList();
    }

    /** What is open, for whoever hears the page; empty when that cannot be told. */
    public String says() {
        if (!requestsTrouble.isEmpty()) {
            return "";
        }
        int open = open().size();
        return open == 0 ? "No access is open." : open + (open == 1 ? " access is open." : " accesses are open.");
    }

    /** Where the part that changes is. */
    public String nowAddress() {
        return Link.to("/virtual-machines/one/now").with("id", vm.id()).toString();
    }

    public boolean configures() {
        return person.may(Right.CONFIGURE);
    }

    public boolean mayRequest() {
        return person.may(Right.REQUEST) && vm.isConfigured();
    }

    /** Findings are for those who look after Postern. */
    public boolean seesFindings() {
        return person.mayAny(List.of(Right.READ, Right.CONFIGURE));
    }

    /** What to say about what was just done; empty when nothing was. */
    public String doneSentence() {
        return switch (done) {
            case "saved" -> "The policy is saved. Its deny rule is in place within a minute.";
            case "removed" -> "The policy is gone. The deny rule is removed within a minute.";
            default -> "";
        };
    }
}
