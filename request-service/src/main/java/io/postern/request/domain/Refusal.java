package io.postern.request.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A no: the reason for machines, the sentence for people.
 *
 * @param challenge what the caller's token lacks, when that is the reason
 * @param all the sentences of every rule that refuses, this one's first; empty where only one rule was asked
 */
public record Refusal(
        Reason reason, String sentence, @Nullable Challenge challenge, List<String> all) {
    public Refusal {
        all = List.copyOf(all);
    }

    public Refusal(Reason reason, String sentence) {
        this(reason, sentence, null, List.of());
    }

    Refusal(String sentence, Challenge challenge) {
        this(Reason.CLAIMS_CHALLENGE, sentence, challenge, List.of());
    }

    Refusal among(List<Refusal> refusals) {
        return new Refusal(
                reason,
                sentence,
                challenge,
                refusals.stream().map(Refusal::sentence).distinct().toList());
    }
}
