package io.postern.cli.verify;

import java.util.List;
import java.util.stream.IntStream;

/** Entries of a trail. */
final class Events {
    private static final String DAY = "2026-11-21T";

    private static final String PORTS = "[{\"port\":22,\"protocol\":\"TCP\"}]";

    private Events() {}

    static List<String> plain(int count) {
        return IntStream.range(0, count).mapToObj(i -> plain("event-" + i)).toList();
    }

    static String plain(String id) {
        return event(id, "io.postern.policy.changed.v1", "09:00:00", "{}");
    }

    static String approved(String at, String notAfter) {
        return approved(at, notAfter, "");
    }

    static String approved(String at, String notAfter, String jws) {
        return event(
                "approved-at-" + at,
                "io.postern.approval.approved.v1",
                at,
                "{\"jws\":\"" + jws + "\",\"notAfter\":\"" + DAY + notAfter
                        + "Z\",\"requestId\":\"R\",\"targets\":[{\"ports\":" + PORTS + ",\"vm\":\"/vm/Web-1\"}]}");
    }

    static String applied(String at, String until) {
        return applied(at, until, "/vm/web-1");
    }

    static String applied(String at, String until, String vm) {
        return event(
                "applied-at-" + at,
                "io.postern.enforcement.rules-applied.v1",
                at,
                "{\"from\":\"" + DAY + at + "Z\",\"grantId\":\"G\",\"ports\":" + PORTS
                        + ",\"requestId\":\"R\",\"until\":\"" + DAY + until + "Z\",\"vm\":\"" + vm + "\"}");
    }

    static String removed(String at) {
        return event(
                "removed-at-" + at,
                "io.postern.enforcement.rules-removed.v1",
                at,
                "{\"grantId\":\"G\",\"requestId\":\"R\"}");
    }

    static String removed(String at, String reason) {
        return removed(at).replace("{\"grantId\":\"G\",", "{\"grantId\":\"G\",\"reason\":\"" + reason + "\",");
    }

    /** The same of another grant. */
    static String grant(String grant, String event) {
        return event.replace("\"grantId\":\"G\"", "\"grantId\":\"" + grant + "\"");
    }

    /** An approval as that of an extension. */
    static String extension(String approval) {
        return approval.replace("{\"jws\"", "{\"extension\":1,\"jws\"");
    }

    static String refused(String at) {
        return event(
                "refused-at-" + at, "io.postern.enforcement.refused.v1", at, "{\"grantId\":\"G\",\"requestId\":\"R\"}");
    }

    static String event(String id, String type, String at, String data) {
        return "{\"data\":" + data + ",\"id\":\"" + id + "\",\"time\":\"" + DAY + at + "Z\",\"type\":\"" + type + "\"}";
    }
}
