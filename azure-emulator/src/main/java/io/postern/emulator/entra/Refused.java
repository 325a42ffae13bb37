package io.postern.emulator.entra;

import io.postern.emulator.http.Reply;
import java.time.Instant;

/** A request that Entra does not grant: the OAuth error, its own number and a sentence. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String error;
    private final int number;
    private final String sentence;

    Refused(int status, String error, int number, String sentence) {
        super(sentence);
        this.status = status;
        this.error = error;
        this.number = number;
        this.sentence = sentence;
    }

    static Refused invalid(int number, String sentence) {
        return new Refused(400, "invalid_request", number, sentence);
    }

    static Refused grant(int number, String sentence) {
        return new Refused(400, "invalid_grant", number, sentence);
    }

    static Refused elsewhere() {
        return new Refused(403, "access_denied", 53003, "Demo people sign in on this machine only.");
    }

    static Refused missing(String parameter) {
        return invalid(900144, "The request must contain the following parameter: '" + parameter + "'.");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    /** The sentence with its number in front. */
    String description() {
        return "AADSTS" + number + ": " + sentence;
    }

    Reply reply(Instant at) {
        return EntraError.of(status, error, number, sentence, at);
    }
}
