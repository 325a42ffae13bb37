package io.postern.cli.verify;

import java.util.List;
import java.util.stream.IntStream;

/** Entries of a trail. */
final class Events {
    private static final String DAY = "2026-11-21T";

    private Events() {}

    static List<String> plain(int count) {
        return IntStream.range(0, count).mapToObj(i -> plain("event-" + i)).toList();
    }

    static String plain(String id) {
        return event(id, "io.postern.policy.changed.v1", "09:00:00", "{}");
    }

    static String approved(String at, String notAfter) {
        return event(
                "approved-at-" + at,
                "io.postern.approval.approved.v1",
                at,
                "{\"requestId\":\"R\",\"notAfter\":\"" + DAY + notAfter + "Z\"}");
    }

    static String applied(String at, String until) {
        return event(
                "applied-at-" + at,
                "io.postern.enforcement.rules-applied.v1",
                at,
                "{\"requestId\":\"R\",\"grantId\":\"G\",\"until\":\"" + DAY + until + "Z\"}");
    }

    static String removed(String at) {
        return event("removed", "io.postern.enforcement.rules-removed.v1", at, "{\"grantId\":\"G\"}");
    }

    private static String event(String id, String type, String at, String data) {
        return "{\"data\":" + data + ",\"id\":\"" + id + "\",\"time\":\"" + DAY + at + "Z\",\"type\":\"" + type + "\"}";
    }
}
