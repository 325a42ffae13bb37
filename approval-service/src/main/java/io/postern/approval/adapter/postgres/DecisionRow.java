package io.postern.approval.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of a verdict that counts. */
@Entity
@Table(name = "approval_decision")
public class DecisionRow {
    @EmbeddedId
    public Key key;

    @Column(name = "approver_name")
    public String approverName;

    public String verdict;
    public String comment;

    @Column(name = "decided_at")
    public Instant decidedAt;

    /** One person in one case. */
    @Embeddable
    public record Key(
            @Column(name = "request_id") String requestId,
            @Column(name = "approver_tenant") String approverTenant,
            @Column(name = "approver_oid") String approverOid) {}
}
