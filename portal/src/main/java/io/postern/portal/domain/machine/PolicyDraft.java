package io.postern.portal.domain.machine;

import io.postern.portal.domain.WellKnownPort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy of one VM while somebody edits it. {@code etag} is of the state they began with, empty where there was none;
 * {@code wrong} is what is wrong with it as a whole.
 */
public record PolicyDraft(String etag, List<PortRow> rows, ConditionsDraft conditions, List<String> wrong) {
    private static final int MOST_PORTS = 20;
    private static final Pattern FIELD = Pattern.compile("Field 'ports\\[(\\d{1,2})\\][^']*': (.+)");

    public PolicyDraft {
        rows = List.copyOf(rows);
        wrong = List.copyOf(wrong);
    }

    /** What was typed. */
    public PolicyDraft(String etag, List<PortRow> rows, ConditionsDraft conditions) {
        this(etag, rows, conditions, List.of());
    }

    public static PolicyDraft of(MachinePolicy policy) {
        return new PolicyDraft(
                policy.etag(),
                policy.ports().stream().map(PortRow::of).toList(),
                ConditionsDraft.of(policy.conditions()));
    }

    /** What to begin with where no policy covers the VM: the ports that its system listens on. */
    public static PolicyDraft fresh(Machine vm) {
        return new PolicyDraft(
                "",
                WellKnownPort.of(vm.os()).stream()
                        .map(port -> PortRow.offered(String.valueOf(port.number())))
                        .toList(),
                ConditionsDraft.of(null));
    }

    public boolean isNew() {
        return etag.isEmpty();
    }

    /** Another port, or an empty row to name one in. */
    public PolicyDraft with(String port) {
        List<PortRow> more = new ArrayList<>(rows);
        more.add(PortRow.offered(port));
        return new PolicyDraft(etag, more, conditions);
    }

    public PolicyDraft without(int row) {
        List<PortRow> fewer = new ArrayList<>(rows);
        if (row >= 0 && row < fewer.size()) {
            fewer.remove(row);
        }
        return new PolicyDraft(etag, fewer, conditions);
    }

    /** The management ports that it does not name yet. */
    public List<WellKnownPort> others() {
        return Arrays.stream(WellKnownPort.values())
                .filter(known -> rows.stream().noneMatch(row -> row.port().equals(String.valueOf(known.number()))))
                .toList();
    }

    public boolean mayGrow() {
        return rows.size() < MOST_PORTS;
    }

    /** The same with everything said that is wrong. */
    public PolicyDraft checked() {
        Set<String> seen = new HashSet<>();
        List<PortRow> looked = rows.stream()
                .map(PortRow::checked)
                .map(row -> row.isPort() && !seen.add(Integer.parseInt(row.port()) + " " + row.protocol())
                        ? row.because("This port is named twice with one protocol.")
                        : row)
                .toList();
        List<String> whole = rows.isEmpty()
                ? List.of("Name at least one port. To offer none, remove the protection.")
                : rows.size() > MOST_PORTS ? List.of("At most " + MOST_PORTS + " ports.") : List.<String>of();
        return new PolicyDraft(etag, looked, conditions.checked(), whole);
    }

    /** The same with what the service found wrong: beside its field where it names one. */
    public PolicyDraft because(List<String> sentences) {
        List<PortRow> told = new ArrayList<>(rows);
        List<String> whole = new ArrayList<>();
        for (String sentence : sentences) {
            Matcher field = FIELD.matcher(sentence);
            int row = field.matches() ? Integer.parseInt(field.group(1)) : told.size();
            if (row < told.size()) {
                told.set(row, told.get(row).because(field.group(2)));
            } else {
                whole.add(sentence);
            }
        }
        return new PolicyDraft(etag, told, conditions, whole);
    }

    /** Whether nothing was found wrong. */
    public boolean isRight() {
        return wrong.isEmpty() && rows.stream().allMatch(PortRow::isRight) && conditions.isRight();
    }

    /** The ports as the policy is to offer them. */
    public List<OfferedPort> offers() {
        return rows.stream().map(PortRow::offer).toList();
    }

    /** The ports that can be read already, each once: what the deny rule would name. */
    public List<OfferedPort> named() {
        Set<String> seen = new HashSet<>();
        return rows.stream()
                .filter(row -> row.isPort() && seen.add(Integer.parseInt(row.port()) + " " + row.protocol()))
                .map(PortRow::offer)
                .toList();
    }

    public MachinePolicy.Conditions demands() {
        return conditions.conditions();
    }
}
