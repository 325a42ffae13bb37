package io.postern.approval.adapter.rest;

import io.postern.approval.app.Enrolments;
import java.time.Instant;

/** An account at a bot whose verdicts are the caller's own. */
public record EnrolmentView(String bot, String account, Instant since) {
    static EnrolmentView of(Enrolments.Enrolment enrolment) {
        return new EnrolmentView(enrolment.bot(), enrolment.account(), enrolment.since());
    }
}
