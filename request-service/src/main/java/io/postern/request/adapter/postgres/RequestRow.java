package io.postern.request.adapter.postgres;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
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

    @Column(name = "first_end")
    @Nullable
    Instant firstEnd;

    @ElementCollection
    @CollectionTable(name = "access_request_vm", joinColumns = @JoinColumn(name = "request_id"))
    @Column(name = "vm_key")
    Set<String> vmKeys = new HashSet<>();
}
