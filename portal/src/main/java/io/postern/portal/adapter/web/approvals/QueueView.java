package io.postern.portal.adapter.web.approvals;

import io.postern.portal.app.Answer;
import io.postern.portal.domain.approval.Emergency;
import io.postern.portal.domain.approval.Pending;
import io.postern.portal.domain.approval.PendingPage;
import java.util.List;

/**
 * What waits, as the page shows it.
 *
 * @param count how many wait, with a + where there are more
 * @param next where the page behind it is; empty when there is none
 * @param said what was just answered; empty when nothing was
 */
public record QueueView(
        List<Pending> waiting, String count, String reviews, String trouble, String after, String next, String said) {
    static QueueView of(Answer<PendingPage> page, Answer<List<Emergency>> reviews, String after, String said) {
        PendingPage shown = page.or(new PendingPage(List.of(), null));
        String next = shown.next();
        return new QueueView(
                shown.value(),
                counted(page),
                reviews.given() ? String.valueOf(reviews.or(List.of()).size()) : "",
                page.trouble(),
                after,
                next == null ? "" : "/approvals?after=" + next,
                said);
    }

    static String counted(Answer<PendingPage> page) {
        PendingPage shown = page.or(new PendingPage(List.of(), null));
        return page.given() ? shown.value().size() + (shown.next() == null ? "" : "+") : "";
    }
}
