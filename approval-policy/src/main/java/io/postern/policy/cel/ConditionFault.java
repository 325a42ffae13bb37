package io.postern.policy.cel;

/** What is wrong with a condition, and at which of its characters. */
public final class ConditionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    ConditionFault(int offset, String sentence) {
        super(sentence);
        this.offset = offset;
    }

    /** Counts from 0, across the lines of the condition. */
    public int offset() {
        return offset;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
