package io.postern.request.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code access_grant}. */
@Entity
@Table(name = "access_grant")
class GrantRow {
    @Id
    String id;

    @Column(name = "request_id")
    String requestId;

    int place;

    String vm;

    String ports;

    String state;

    @Nullable
    String reason;

    @Nullable
    Instant until;

    @Column(name = "rule_name")
    @Nullable
    String ruleName;

    @Column(name = "opened_at")
    @Nullable
    Instant openedAt;

    @Nullable
    String family;

    @Column(name = "mapped_ports")
    String mappedPorts;
}
