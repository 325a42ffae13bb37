package io.postern.portal.adapter.web.machine;

import io.postern.portal.domain.machine.ConditionsDraft;
import io.postern.portal.domain.machine.PolicyDraft;
import io.postern.portal.domain.machine.PortRow;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the form of the policy editor: its rows are values of the same names, in their order. */
final class PolicyForm {
    /** Beyond any limit of the rules, which say so in words. */
    private static final int MOST_ROWS = 40;

    private PolicyForm() {}

    static PolicyDraft read(MultivaluedMap<String, String> form) {
        int rows = Math.min(MOST_ROWS, form.getOrDefault("port", List.of()).size());
        return new PolicyDraft(
                first(form, "etag"),
                IntStream.range(0, rows).mapToObj(row -> row(form, row)).toList(),
                new ConditionsDraft(
                        form.containsKey("privateNetwork"),
                        form.containsKey("anySource"),
                        first(form, "ipv4"),
                        first(form, "ipv6"),
                        form.containsKey("mfa"),
                        first(form, "context")));
    }

    static String first(MultivaluedMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }

    private static PortRow row(MultivaluedMap<String, String> form, int row) {
        return new PortRow(
                at(form, "port", row),
                at(form, "protocol", row),
                at(form, "sources", row),
                at(form, "time", row),
                at(form, "unit", row));
    }

    private static String at(MultivaluedMap<String, String> form, String name, int row) {
        List<String> values = form.getOrDefault(name, List.of());
        return row < values.size() ? values.get(row) : "";
    }
}
