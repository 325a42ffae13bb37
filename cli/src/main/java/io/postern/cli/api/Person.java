package io.postern.cli.api;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A demo person who is signed in. Asked for more proof of who it is, the person signs in again, once a call. */
public final class Person {
    private final UnaryOperator<String> signIn;
    private String token;

    /** {@code signIn} turns a claims request, or an empty text, into an access token. */
    Person(UnaryOperator<String> signIn) {
        this.signIn = signIn;
        this.token = signIn.apply("");
    }

    <T> T call(Function<String, T> call) {
        try {
            return call.apply(token);
        } catch (StepUpNeeded challenge) {
            token = signIn.apply(challenge.claims());
            return call.apply(token);
        }
    }
}
