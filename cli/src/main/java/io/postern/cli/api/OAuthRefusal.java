package io.postern.cli.api;

import io.postern.cli.CommandFailure;

/** The issuer says no, with a code that tells why. */
public final class OAuthRefusal extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final String error;

    OAuthRefusal(String sentence, String error) {
        super(sentence);
        this.error = error;
    }

    /** The code, such as {@code authorization_pending}. */
    public String error() {
        return error;
    }
}
