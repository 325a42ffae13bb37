package io.postern.portal.domain.approval;

/** Why an answer was not taken, as a heading; the sentence is the service's. */
public final class NotDecided {
    private NotDecided() {}

    public static String title(String problem, int status) {
        return switch (problem) {
            case "settled" -> "It is decided already.";
            case "lapsed" -> "You are too late.";
            case "own-request" -> "It is your own request.";
            case "not-an-approver" -> "You are not asked.";
            case "no-longer-approver" -> "You are no longer asked.";
            case "not-evaluated-yet" -> "A moment, please.";
            case "not-what-was-shown" -> "It has changed since you saw it.";
            case "wider-than-asked" -> "That would be more than was asked for.";
            case "confirmation-needed", "step-up" -> "Confirm that it is you.";
            case "not-a-reviewer" -> "You are not asked to review this.";
            case "already-reviewed" -> "It has been reviewed already.";
            default -> status == 404 ? "It does not wait any more." : "Your answer was not taken.";
        };
    }
}
