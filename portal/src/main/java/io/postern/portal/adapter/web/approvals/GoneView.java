package io.postern.portal.adapter.web.approvals;

import io.postern.portal.app.Answer;
import io.postern.portal.domain.approval.Earlier;

/** What is left to say of something that does not wait for whoever looks at it. */
public record GoneView(String id, boolean known, String sentence, String troubleTitle, String trouble) {
    static GoneView of(String id, Answer<Earlier> request, String viewer) {
        if (request instanceof Answer.Given<Earlier>(Earlier found)) {
            String sentence =
                    found.requester().oid().equals(viewer) && found.state().equals("pending")
                            ? "It is your own request: somebody else decides on it."
                            : found.state().equals("pending")
                                    ? "It waits, but not for you."
                                    : "It is " + found.stands() + " by now.";
            return new GoneView(id, true, sentence, "", "");
        }
        return new GoneView(
                id, false, "It was decided, withdrawn or has lapsed, or others are asked about it.", "", "");
    }

    GoneView with(Answer<?> answer) {
        return new GoneView(id, known, sentence, DecisionView.title(answer), answer.trouble());
    }
}
