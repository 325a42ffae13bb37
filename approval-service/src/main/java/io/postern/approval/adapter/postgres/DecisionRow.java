package io.postern.approval.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a verdict. */
@Entity
@Table(name = "approval_decision")
public class DecisionRow {
    @EmbeddedId
    public Key key;

    @Column(name = "approver_name")
    public String approverName;

    public String verdict;
    public String comment;

    @Column(name = "found_groups", columnDefinition = "text[]")
    public String[] foundGroups;

    @Nullable
    public String narrowing;

    @Nullable
    public String through;

    public String standing;

    @Column(name = "decided_at")
    public Instant decidedAt;

    /** One person in one case. */
    @Embeddable
    public record Key(
            @Column(name = "request_id") String requestId,
            @Column(name = "extension") int extension,
            @Column(name = "approver_tenant") String approverTenant,
            @Column(name = "approver_oid") String approverOid) {}
}
