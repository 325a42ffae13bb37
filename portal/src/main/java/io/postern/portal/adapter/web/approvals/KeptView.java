package io.postern.portal.adapter.web.approvals;

import io.postern.portal.app.Answer;
import io.postern.portal.domain.approval.DecisionForm;

/** An answer that was given while the service is away: nothing but what was filled in, to be sent once more. */
public record KeptView(String id, DecisionForm form, String troubleTitle, String trouble) {
    /** One that went nowhere. */
    static KeptView unsent(String id, DecisionForm form, Answer<?> silent) {
        return new KeptView(id, form, "Your answer was not sent.", silent.trouble());
    }

    /** One that may have been taken. */
    static KeptView unsure(String id, DecisionForm form, Answer<?> answer) {
        return new KeptView(id, form, DecisionView.title(answer), answer.trouble());
    }

    /** What was chosen, in the words of the form. */
    public String chosen() {
        return switch (form.choice()) {
            case "approve" -> "Approve, as it is asked for";
            case "less" -> "Approve less, as you narrowed it";
            case "deny" -> "Deny";
            default -> "You have chosen nothing yet.";
        };
    }
}
