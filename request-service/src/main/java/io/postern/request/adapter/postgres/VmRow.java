package io.postern.request.adapter.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code inventory_vm}. */
@Entity
@Table(name = "inventory_vm")
class VmRow {
    @Id
    @Column(name = "vm_key")
    String vmKey;

    String vm;

    String location;

    String os;

    String status;

    @Nullable
    String reason;

    @Nullable
    String detail;

    @Nullable
    String posture;

    String interfaces;

    @Column(name = "health_covered")
    String healthCovered;

    @Column(name = "health_uncovered")
    String healthUncovered;

    @Column(name = "gone_at")
    @Nullable
    Instant goneAt;
}
