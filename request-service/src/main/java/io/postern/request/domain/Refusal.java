package io.postern.request.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A no: the reason for machines, the sentence for people.
 *
 * @param challenge what the caller's token lacks, when that is the reason
 * @param all the sentences of every rule that refuses, this one's first; empty where only one rule was asked
 */
public record Refusal(
        Reason reason, String sentence, @Nullable Challenge challenge, List<String> all) {
    private static final Duration SOON = Duration.ofSeconds(5);

    public Refusal {
        all = List.copyOf(all);
    }

    public Refusal(Reason reason, String sentence) {
        this(reason, sentence, null, List.of());
    }

    Refusal(String sentence, Challenge challenge) {
        this(Reason.CLAIMS_CHALLENGE, sentence, challenge, List.of());
    }

    /** When it may be worth trying again, where time alone can change the answer. */
    public Optional<Duration> retryAfter() {
        return switch (reason) {
            case TOO_MANY_REQUESTS -> Optional.of(Quota.RETRY_AFTER);
            case INTAKE_BUSY -> Optional.of(SOON);
            default -> Optional.empty();
        };
    }

    Refusal among(List<Refusal> refusals) {
        return new Refusal(
                reason,
                sentence,
                challenge,
                refusals.stream().map(Refusal::sentence).distinct().toList());
    }
}
