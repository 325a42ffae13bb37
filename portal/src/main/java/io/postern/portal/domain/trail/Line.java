package io.postern.portal.domain.trail;

/** One line of a request's timeline, in the words that every surface of Postern uses. */
public record Line(String what, String detail) {
    public String icon() {
        return switch (what) {
            case "submitted", "extension-requested" -> "person";
            case "approval-needed", "extension-approval-needed" -> "people";
            case "approved", "extension-approved", "decision-counted", "extension-decision-counted", "reviewed" ->
                "success";
            case "denied", "extension-denied", "refused", "decision-rejected" -> "error";
            case "open", "extended" -> "unlock";
            case "closed", "close-confirmed" -> "lock";
            case "cancelled", "close-ordered" -> "stop";
            case "review-needed" -> "warning";
            default -> "clock";
        };
    }

    public String kind() {
        return switch (what) {
            case "approved", "extension-approved", "open", "extended" -> "ok";
            case "denied", "extension-denied", "refused", "decision-rejected" -> "bad";
            case "review-needed", "expiring-soon" -> "warn";
            case "submitted", "extension-requested" -> "note";
            default -> "plain";
        };
    }
}
