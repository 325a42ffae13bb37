package io.postern.audit.domain.siem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A leaf as a line of a table: what people look for first. Lists are written with a space between. */
public final class CsvRow {
    /** The columns, named as in the rows of Sentinel. */
    private static final List<String> COLUMNS = List.of(
            "PosternLeafIndex",
            "TimeGenerated",
            "EventOriginalType",
            "EventOriginalUid",
            "Dvc",
            "Operation",
            "EventResult",
            "EventResultDetails",
            "EventSeverity",
            "EventMessage",
            "ActorUserId",
            "ActorUsername",
            "PosternRequestId",
            "PosternRequesterId",
            "PosternRequester",
            "PosternGrantId",
            "PosternVm",
            "PosternPorts",
            "PosternFrom",
            "PosternUntil",
            "PosternRule",
            "PosternReason",
            "Object",
            "PosternLeafHash");

    private CsvRow() {}

    public static String head() {
        return CsvText.line(COLUMNS);
    }

    public static String of(Told told) {
        Map<String, Object> row = AsimRow.of(told);
        List<String> values = new ArrayList<>();
        for (String column : COLUMNS) {
            values.add(text(row.getOrDefault(column, "")));
        }
        return CsvText.line(values);
    }

    private static String text(Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }
}
