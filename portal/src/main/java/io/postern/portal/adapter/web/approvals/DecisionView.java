package io.postern.portal.adapter.web.approvals;

import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.domain.approval.DecisionForm;
import io.postern.portal.domain.approval.Earlier;
import io.postern.portal.domain.approval.NotDecided;
import io.postern.portal.domain.approval.Shorter;
import java.util.List;
import java.util.Map;

/** What is around the thing that waits: the form as it was filled in, what is wrong with it, and what was before. */
public record DecisionView(
        DecisionForm form,
        Map<String, String> wrongs,
        List<Shorter> shorter,
        List<Earlier> earlier,
        String earlierTrouble,
        String troubleTitle,
        String trouble,
        List<String> unmet) {
    static DecisionView of(
            DecisionForm form, Map<String, String> wrong, List<Shorter> shorter, Answer<List<Earlier>> earlier) {
        return new DecisionView(form, wrong, shorter, earlier.or(List.of()), earlier.trouble(), "", "", List.of());
    }

    /** The same with the service's no. */
    DecisionView with(Answer<?> answer) {
        return new DecisionView(
                form, wrongs, shorter, earlier, earlierTrouble, title(answer), answer.trouble(), answer.unmet());
    }

    static String title(Answer<?> answer) {
        return answer instanceof Answer.Refused<?>(Refusal refusal)
                ? NotDecided.title(refusal.name(), refusal.status())
                : "It is not known whether your answer was taken.";
    }

    /** What is wrong with a field; empty when nothing is. */
    public String wrong(String field) {
        return wrongs.getOrDefault(field, "");
    }
}
