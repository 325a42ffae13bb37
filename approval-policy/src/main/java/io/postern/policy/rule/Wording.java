package io.postern.policy.rule;

/** What a text has to look like. */
public interface Wording {
    /** The pattern as its author wrote it. */
    String source();

    /** Whether some part of the text fits. */
    boolean fits(String text);
}
