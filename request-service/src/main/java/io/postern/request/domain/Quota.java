package io.postern.request.domain;

import java.time.Duration;
import java.util.Optional;

/** How many requests may be live, which is waiting or open, at a time: of one person, and in the installation. */
public record Quota(int ofPerson, int ofAll) {
    /** When it may be worth trying again: nobody knows when one ends. */
    public static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    public Quota {
        if (ofPerson < 1 || ofAll < 1) {
            throw new IllegalArgumentException("a limit on live requests is at least one");
        }
    }

    /** What stands against {@code more} requests beside those that are live. */
    public Optional<Refusal> against(int more, long livePerson, long liveAll) {
        if (livePerson + more > ofPerson) {
            return refuse("You have " + livePerson + " requests that wait or are open, and " + ofPerson
                    + " is the most; cancel or release what you no longer need, or try again later.");
        }
        return liveAll + more > ofAll
                ? refuse("There are as many requests waiting or open here as this installation takes (" + ofAll
                        + "); try again later.")
                : Optional.empty();
    }

    private static Optional<Refusal> refuse(String sentence) {
        return Optional.of(new Refusal(Reason.TOO_MANY_REQUESTS, sentence));
    }
}
