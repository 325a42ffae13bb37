package io.postern.policy.rule;

/** Whether something holds; whoever cannot be told must be ready for both. */
public enum Truth {
    YES,
    NO,
    /** Nobody can tell: evaluating it failed. */
    UNKNOWN;

    /** What a permission goes by. */
    public boolean surely() {
        return this == YES;
    }

    /** What a prohibition or a demand goes by. */
    public boolean perhaps() {
        return this != NO;
    }
}
