package io.postern.problems;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a failure that passes (a server of ours cannot be reached) from a bug. */
enum Outage {
    DATABASE("The database cannot be reached just now."),
    ISSUER("Your token cannot be checked just now: its issuer cannot be reached."),
    NEIGHBOUR("Another service cannot be reached just now.");

    /** Connection lost, out of resources, shutting down (SQLSTATE classes of PostgreSQL). */
    private static final Set<String> PASSING = Set.of("08", "53", "57");

    /** Named, because not every service that uses this library checks tokens. */
    private static final String NO_ISSUER = "io.quarkus.oidc.OIDCException";

    private static final int DEEPEST = 20;

    private final String sentence;

    Outage(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence + " Try again in a few seconds.";
    }

    static Optional<Outage> in(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, cause -> cause == null ? null : cause.getCause())
                .limit(DEEPEST)
                .flatMap(cause -> of(cause).stream())
                .findFirst();
    }

    private static Optional<Outage> of(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> Optional.empty();
            case SQLException sql when passing(sql.getSQLState()) -> Optional.of(DATABASE);
            case ConnectException _, HttpTimeoutException _ -> Optional.of(NEIGHBOUR);
            case Throwable other when other.getClass().getName().equals(NO_ISSUER) -> Optional.of(ISSUER);
            case Throwable _ -> Optional.empty();
        };
    }

    /** The pool's own failures (no connection in time) carry no state. */
    private static boolean passing(@Nullable String state) {
        return state == null || state.length() == 5 && PASSING.contains(state.substring(0, 2));
    }
}
