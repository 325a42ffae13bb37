package io.postern.audit.adapter.rest;

import io.postern.audit.app.TrailQuery;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which part of the trail is asked for, as the query of an address says it. */
public record TrailParameters(
        @QueryParam("request") @Nullable String request,
        @QueryParam("actor") @Nullable String actor,
        @QueryParam("vm") @Nullable String vm,
        @QueryParam("type") @Nullable String type,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("after") @Nullable String after) {
    TrailQuery query() {
        return new TrailQuery(
                Given.as("request", request, RequestId::new),
                Given.as("actor", actor, Given::person),
                Given.as("vm", vm, VmId::new),
                Given.as("type", type, Given::eventType),
                Given.as("from", from, Given::instant),
                Given.as("to", to, Given::instant),
                Given.as("after", after, Given::index).orElse(-1L));
    }
}
