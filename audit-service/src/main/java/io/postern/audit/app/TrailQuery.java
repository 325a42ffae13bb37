package io.postern.audit.app;

import io.postern.contracts.event.EventType;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.Optional;

/** Which events somebody asks for; what is empty does not matter. Times are those of the events, half-open. */
public record TrailQuery(
        Optional<RequestId> request,
        Optional<VmId> vm,
        Optional<EventType> type,
        Optional<Instant> from,
        Optional<Instant> to,
        long after) {}
