package io.postern.request.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code access_request}. */
@Entity
@Table(name = "access_request")
class RequestRow {
    @Id
    String id;

    @Column(name = "requester_tenant")
    String requesterTenant;

    @Column(name = "requester_oid")
    String requesterOid;

    String terms;

    @Column(name = "submitted_at")
    Instant submittedAt;

    String approval;

    @Nullable
    String ending;

    @Column(name = "ending_confirmed")
    boolean endingConfirmed;

    @Column(name = "refused_vms")
    String refusedVms;

    String state;

    @Nullable
    String granted;

    String extensions;

    @Column(name = "first_end")
    @Nullable
    Instant firstEnd;
}
