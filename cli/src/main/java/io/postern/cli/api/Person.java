package io.postern.cli.api;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Somebody who is signed in. Asked for more proof of who it is, the person signs in again, once a call. */
public final class Person {
    private static final Duration SPARE = Duration.ofSeconds(60);

    private final String name;
    private final UnaryOperator<String> signIn;
    private final Object signingIn = new Object();
    private volatile String token;

    /** {@code signIn} turns a claims request, or an empty text, into an access token. */
    public Person(String name, UnaryOperator<String> signIn) {
        this.name = name;
        this.signIn = signIn;
        this.token = signIn.apply("");
    }

    /** What the person is called. */
    public String name() {
        return name;
    }

    /** An access token that holds for a while yet. */
    public synchronized String token() {
        if (TokenClaims.of(token).endsBefore(Instant.now().plus(SPARE))) {
            token = signIn.apply("");
        }
        return token;
    }

    <T> T call(Function<String, T> call) {
        try {
            return call.apply(token());
        } catch (StepUpNeeded challenge) {
            return call.apply(renewed(challenge.claims()));
        }
    }

    /** While somebody signs in, the token that there is can be had all the same. */
    private String renewed(String claims) {
        synchronized (signingIn) {
            token = signIn.apply(claims);
            return token;
        }
    }
}
