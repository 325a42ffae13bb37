package io.postern.system;

import java.util.List;
import java.util.stream.Stream;

/** The ways in which a write to Azure can fail, as orders to the emulator word them. */
final class AzureFailures {
    /** Something is in the way that soon goes away: one for each thing that Azure may mean. */
    private static final List<String> SOON = List.of(
            status(400, "SecurityRuleConflict"),
            status(404, "ResourceNotFound"),
            status(409, "AnotherOperationInProgress"),
            status(409, "CanceledAndSupersededDueToAnotherOperation"),
            status(412, "PreconditionFailed"),
            throttled("TooManyRequests"),
            throttled("RetryableErrorDueToAnotherOperation"),
            status(503, "ServiceUnavailable"),
            "\"reset\"",
            "{\"operation\":{\"ends\":\"Superseded\",\"undone\":true}}");

    /** Other words for the same, and what a person must see to, so that it is tried again only some time later. */
    private static final List<String> MORE = List.of(
            status(409, "Conflict"),
            status(409, "ConflictingConcurrentWriteNotAllowed"),
            status(500, "InternalServerError"),
            status(502, "BadGateway"),
            status(504, "GatewayTimeout"),
            "\"before\"",
            "{\"operation\":{\"ends\":\"Failed\",\"undone\":true}}",
            "{\"operation\":{\"ends\":\"Canceled\",\"undone\":true}}",
            status(401, "InvalidAuthenticationToken"),
            status(403, "AuthorizationFailed"),
            status(409, "ScopeLocked"));

    /** It is said to have failed, or nothing is said, and yet it is done: nobody tries it again. */
    private static final List<String> DONE = List.of(
            "\"resetAfter\"",
            "{\"operation\":\"Failed\"}",
            "\"after\"",
            "\"body\"",
            "{\"status\":500,\"when\":\"after\"}",
            "{\"operation\":\"Superseded\"}");

    /** Azure will not have it: whoever wants a port opened is told so, and it stays shut. */
    static final List<String> NEVER =
            List.of(status(400, "InvalidRequestFormat"), status(403, "RequestDisallowedByPolicy"));

    private AzureFailures() {}

    /** All there are, but for those after which an opening is not tried again. */
    static List<String> all() {
        return all(SOON, MORE, DONE);
    }

    /** One for each thing that Azure may mean. */
    static List<String> sample() {
        return all(SOON, DONE.subList(0, 2));
    }

    /** For each of several URLs what it meets, one after the other: everything, and at last one that leaves nothing to be done. */
    static List<List<String>> everything(List<String> more) {
        return DONE.stream().map(last -> all(SOON, MORE, more, List.of(last))).toList();
    }

    /** The same with the sample shared out among the URLs. */
    static List<List<String>> shares() {
        return List.of(
                all(SOON.subList(0, 2), List.of(DONE.get(0))),
                all(SOON.subList(2, 4), List.of(DONE.get(1))),
                SOON.subList(4, 7),
                SOON.subList(7, 10));
    }

    /** An order for the writes of one of our principals by one method to such paths; each URL meets so many of the failures. */
    static String order(String who, String method, String path, List<String> failures, int each) {
        return """
                {"who":"%s","method":"%s","path":"%s","eachUrl":[%s],"perUrl":%d}""".formatted(who, method, path, String.join(",", failures), each);
    }

    @SafeVarargs
    static List<String> all(List<String>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

    private static String status(int status, String code) {
        return "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code);
    }

    private static String throttled(String code) {
        return "{\"status\":429,\"code\":\"%s\",\"retryAfter\":1}".formatted(code);
    }
}
