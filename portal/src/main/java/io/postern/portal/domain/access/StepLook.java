package io.postern.portal.domain.access;

/** How a line of a request's story looks; its words are the service's own. */
public record StepLook(String kind, String icon) {
    public static StepLook of(String what) {
        String plain = what.startsWith("extension-") ? what.substring("extension-".length()) : what;
        return switch (plain) {
            case "submitted", "requested" -> new StepLook("note", "edit");
            case "approval-needed", "decision-counted" -> new StepLook("note", "people");
            case "approved", "reviewed" -> new StepLook("ok", "success");
            case "open", "extended" -> new StepLook("ok", "unlock");
            case "closed", "close-confirmed" -> new StepLook("plain", "lock");
            case "denied", "refused" -> new StepLook("bad", "error");
            case "lapsed", "expiring-soon", "review-needed", "decision-rejected" -> new StepLook("warn", "clock");
            case "cancelled", "close-ordered" -> new StepLook("warn", "stop");
            default -> new StepLook("plain", "clock");
        };
    }
}
