package io.postern.policy;

/** One version of the approval policy: says of a request whose requester holds the right what has to happen. */
public interface ApprovalPolicy {
    /** Its name and the first twelve hexadecimal digits of its text's SHA-256: {@code contoso@0123456789ab}. */
    String version();

    /** Always an answer: what cannot be worked out never helps the requester. */
    Ruling decide(RequestFacts request);
}
