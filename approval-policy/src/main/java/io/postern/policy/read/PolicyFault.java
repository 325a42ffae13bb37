package io.postern.policy.read;

/** What is wrong with a policy's text, where, and what to do about it. */
public final class PolicyFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /** Line and column count from 1. */
    public PolicyFault(int line, int column, String sentence) {
        super("line " + line + ", column " + column + ": " + sentence);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
