package io.postern.cli.api;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;

/** No answer by the service itself: none at all, or one that something between here and there made up. */
public final class Unanswered extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    Unanswered(String sentence) {
        super(sentence);
        this.sent = true;
    }

    /** What was asked may be done, but whether it is was not to be learnt. */
    Unanswered(String sentence, CommandFailure last) {
        this(sentence, true, last);
    }

    private Unanswered(String sentence, boolean sent, Throwable cause) {
        super(sentence, cause);
        this.sent = sent;
    }

    /** Nothing came from an address; {@code sent} says whether it may have been asked. */
    static Unanswered by(URI address, boolean sent, IOException why) {
        String host = String.valueOf(address.getHost());
        String sentence = "Nothing answers at " + address.resolve("/") + ": "
                + (host.equals("localhost") || host.startsWith("127.")
                        ? "start the local stack with ./postern up."
                        : "check the network, and the profile with ./postern profile list.");
        return new Unanswered(sentence, sent, why);
    }

    /** What came from an address is no answer of a service's; it may have been one that got lost behind it. */
    static Unanswered byAnother(URI address, int status) {
        return new Unanswered("It is not Postern that answered at " + address.resolve("/") + ": status " + status
                + ", but no JSON. Check the network, and the profile with ./postern profile list.");
    }

    /** Whether it may have been done all the same. */
    public boolean mayBeDone() {
        return sent;
    }
}
