package io.postern.portal.adapter.web.trail;

import io.postern.portal.domain.trail.TrailFilter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Which part of the trail is asked for, as the query of an address says it. */
public record FilterParameters(
        @QueryParam("request") @DefaultValue("") String request,
        @QueryParam("actor") @DefaultValue("") String actor,
        @QueryParam("vm") @DefaultValue("") String vm,
        @QueryParam("type") @DefaultValue("") String type,
        @QueryParam("from") @DefaultValue("") String from,
        @QueryParam("to") @DefaultValue("") String to) {
    TrailFilter filter() {
        return new TrailFilter(request, actor, vm, type, from, to);
    }
}
