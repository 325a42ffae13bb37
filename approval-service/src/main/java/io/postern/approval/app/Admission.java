package io.postern.approval.app;

/** Whether somebody may break the glass. */
public sealed interface Admission {
    record Granted() implements Admission {}

    /**
     * Not this time.
     *
     * @param reason a word for machines, such as {@code break-glass-limit} or {@code review-overdue}
     * @param detail a sentence that says what to do
     */
    record Refused(String reason, String detail) implements Admission {}
}
