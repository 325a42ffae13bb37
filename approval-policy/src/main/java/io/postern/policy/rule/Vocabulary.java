package io.postern.policy.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The words that a condition may use, and what kind of value each stands for. */
public final class Vocabulary {
    /** Kinds of values. */
    public enum Kind {
        TEXT,
        TEXTS,
        TEXT_BY_TEXT,
        NUMBER,
        NUMBERS,
        LENGTH_OF_TIME,
        MOMENT
    }

    public static final String GROUPS = "subject.groups";

    /** What only the inventory knows. */
    public static final Set<String> OF_INVENTORY =
            Set.of("target.tags", "target.location", "target.os", "target.status", "target.guard", "target.openPorts");

    /** What is in lower case, however it was written in Azure. */
    public static final Set<String> LOWER_CASE = Set.of(
            "target.id",
            "target.name",
            "target.subscription",
            "target.resourceGroup",
            "target.location",
            "target.os",
            "subject.oid",
            "subject.tenant");

    /** Every word with its kind. */
    public static final Map<String, Kind> WORDS = words();

    private Vocabulary() {}

    private static Map<String, Kind> words() {
        Map<String, Kind> words = new LinkedHashMap<>();
        words.put("subject.oid", Kind.TEXT);
        words.put("subject.tenant", Kind.TEXT);
        words.put(GROUPS, Kind.TEXTS);
        words.put("target.id", Kind.TEXT);
        words.put("target.name", Kind.TEXT);
        words.put("target.subscription", Kind.TEXT);
        words.put("target.resourceGroup", Kind.TEXT);
        words.put("target.location", Kind.TEXT);
        words.put("target.os", Kind.TEXT);
        words.put("target.tags", Kind.TEXT_BY_TEXT);
        words.put("target.status", Kind.TEXT);
        words.put("target.guard", Kind.TEXT);
        words.put("target.openPorts", Kind.NUMBERS);
        words.put("request.ports", Kind.NUMBERS);
        words.put("request.sources", Kind.TEXTS);
        words.put("request.widestIpv4", Kind.NUMBER);
        words.put("request.widestIpv6", Kind.NUMBER);
        words.put("request.duration", Kind.LENGTH_OF_TIME);
        words.put("request.ticket", Kind.TEXT);
        words.put("request.justification", Kind.TEXT);
        words.put("request.extension", Kind.NUMBER);
        words.put("request.at", Kind.MOMENT);
        return Collections.unmodifiableMap(words);
    }
}
