package io.postern.approval.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a case. */
@Entity
@Table(name = "approval_case")
public class CaseRow {
    @Id
    @Column(name = "request_id")
    public String requestId;

    public String state;
    public String submission;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Nullable
    public Integer needed;

    @Column(name = "approver_groups", columnDefinition = "text[]")
    public String @Nullable [] approverGroups;

    @Column(name = "policy_rule")
    @Nullable
    public String policyRule;

    @Column(name = "settled_at")
    @Nullable
    public Instant settledAt;
}
