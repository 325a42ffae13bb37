package io.postern.request.domain;

import io.postern.contracts.event.RequestSubmitted;

/** The answer to a submission. */
public sealed interface SubmissionDecision {
    record Submitted(RequestSubmitted event) implements SubmissionDecision {}

    record Refused(Refusal refusal) implements SubmissionDecision {}
}
