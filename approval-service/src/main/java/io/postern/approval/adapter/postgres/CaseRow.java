package io.postern.approval.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The row of a case. */
@Entity
@Table(name = "approval_case")
@DynamicUpdate
public class CaseRow {
    @EmbeddedId
    public Key key;

    public String state;
    public String submission;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Column(name = "policy_version")
    public String policyVersion;

    @Column(name = "extension_request")
    @Nullable
    public String extensionRequest;

    @Column(name = "asked_terms")
    @Nullable
    public String askedTerms;

    @Nullable
    public String facts;

    @Nullable
    public String stages;

    @Column(name = "approver_groups", columnDefinition = "text[]")
    public String @Nullable [] approverGroups;

    @Nullable
    public String risk;

    @Column(name = "lapses_at")
    @Nullable
    public Instant lapsesAt;

    @Column(name = "policy_rule")
    @Nullable
    public String policyRule;

    @Column(name = "approved_terms")
    @Nullable
    public String approvedTerms;

    @Column(name = "settled_at")
    @Nullable
    public Instant settledAt;

    /** A request, and which of its extensions; 0 for itself. */
    @Embeddable
    public record Key(
            @Column(name = "request_id") String requestId,
            @Column(name = "extension") int extension) {}
}
