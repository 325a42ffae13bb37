package io.postern.approval.domain;

import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import java.time.Instant;

/** An approver's verdict that counts. */
public record CountedDecision(PersonId approver, Verdict verdict, Instant at) {}
