package io.postern.problems;

import jakarta.ws.rs.core.Response;

/** Names of status codes. */
final class Titles {
    private Titles() {}

    static String of(int status) {
        if (status == 422) {
            return "Unprocessable Content";
        }
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Problem" : known.getReasonPhrase();
    }
}
