package io.postern.approval.domain.proof;

/** What a bot's proof is worth. Of those that are not genuine the sentence names nothing that the proof says. */
public sealed interface ProofVerdict {
    /** The human said it, about what is asked here, and says it for the first time. */
    record Genuine() implements ProofVerdict {}

    /** Not signed for this: forged, altered, or meant for something else. */
    record Forged(String because) implements ProofVerdict {}

    /** Genuine once, or not yet: it does not hold now. */
    record Stale(String because) implements ProofVerdict {}

    /** It was used before. */
    record Replayed() implements ProofVerdict {}

    /** Genuine, but nobody here asked for such a verdict. */
    record UnknownRequest() implements ProofVerdict {}

    /** By the bot's key, but the account that it names does not speak for the human that it names. */
    record NotEnrolled() implements ProofVerdict {}
}
