package io.postern.portal.domain.machine;

import io.postern.portal.domain.Way;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request for access, as far as the page of one of its VMs tells of it. */
public record MachineRequest(
        String id,
        String state,
        String reason,
        Requester requester,
        List<String> sources,
        String justification,
        @Nullable Instant submittedAt,
        @Nullable Instant endsAt,
        List<Grant> grants,
        List<Target> targets) {
    /** Who asked. */
    public record Requester(String oid, String name) {}

    /** The ports asked for on one VM. */
    public record Target(String vm, List<Integer> ports) {}

    /** What was opened on one VM. */
    public record Grant(
            String vm,
            List<Integer> ports,
            String state,
            @Nullable Instant until,
            String ruleName,
            List<Way.Mapped> connect) {
        public Grant {
            vm = Blank.text(vm);
            ports = Blank.list(ports);
            state = Blank.text(state);
            ruleName = Blank.text(ruleName);
            connect = Blank.list(connect);
        }

        public String portWords() {
            return words(ports);
        }
    }

    public MachineRequest {
        state = Blank.text(state);
        reason = Blank.text(reason);
        sources = Blank.list(sources);
        justification = Blank.text(justification);
        grants = Blank.list(grants);
        targets = Blank.list(targets);
    }

    /** Its own page. */
    public String page() {
        return "/requests/" + id;
    }

    public List<Grant> grantsOn(Machine vm) {
        return grants.stream().filter(grant -> same(grant.vm(), vm.id())).toList();
    }

    public List<Grant> openOn(Machine vm) {
        return grantsOn(vm).stream()
                .filter(grant -> grant.state().equals("open"))
                .toList();
    }

    public String portsOn(Machine vm) {
        return targets.stream()
                .filter(target -> same(target.vm(), vm.id()))
                .map(target -> words(Blank.list(target.ports())))
                .collect(Collectors.joining(", "));
    }

    public String sourceWords() {
        return String.join(", ", sources);
    }

    /** Whether it is on its way to being open. */
    public boolean isOnItsWay() {
        return List.of("pending", "approved", "opening").contains(state);
    }

    public boolean isOpen() {
        return state.equals("open");
    }

    public String word() {
        return reason.isEmpty() || isOpen() ? state : state + " (" + reason + ")";
    }

    public String kind() {
        return switch (state) {
            case "open" -> "ok";
            case "pending", "approved", "opening", "closing" -> "note";
            case "denied", "refused" -> "bad";
            case "lapsed" -> "warn";
            default -> "plain";
        };
    }

    public String icon() {
        return switch (state) {
            case "open" -> "unlock";
            case "pending" -> "pending";
            case "approved", "opening", "closing" -> "clock";
            case "denied", "refused" -> "error";
            case "lapsed" -> "warning";
            case "cancelled" -> "stop";
            default -> "lock";
        };
    }

    private static String words(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
