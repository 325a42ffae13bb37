package io.postern.approval.adapter.rest;

import io.postern.problems.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Asks for a sign-in that is fresh and strong, in the form of RFC 9470. */
final class FreshSignIn {
    private FreshSignIn() {}

    static Response challenge() {
        return Problem.named("step-up", 401, "Sign in again, with a second factor, and send this within five minutes.")
                .builder()
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"postern\", error=\"insufficient_user_authentication\", max_age=\"300\"")
                .build();
    }
}
