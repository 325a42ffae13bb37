package io.postern.audit.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.postern.audit.app.Reading;
import io.postern.audit.app.ReadsOnRecord;
import io.postern.audit.app.Trail;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import io.postern.audit.app.WhoReads;
import io.postern.contracts.event.TrailRead.What;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The trail for those who may read it, a page at a time. */
@Path("/api/v1/trail")
public class TrailResource {
    private static final int PAGE = 200;
    private static final int LARGEST = 1_000;

    private final Trail trail;
    private final ReadsOnRecord reads;
    private final WhoReads who;
    private final ReadableEvent readable = new ReadableEvent();

    public TrailResource(Trail trail, ReadsOnRecord reads, WhoReads who) {
        this.trail = trail;
        this.reads = reads;
        this.who = who;
    }

    /** A page; {@code next} is what to send as {@code after} for the page behind it, if there may be one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Entry> entries, @Nullable Long next) {}

    /** An event with its index in the log; personal values are commitments once they were erased. */
    public record Entry(long index, String type, Instant time, String subject, JsonNode event) {}

    @GET
    @RolesAllowed({"Postern.Read", "Postern.Configure"})
    public Page find(
            @QueryParam("request") @Nullable String request,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("vm") @Nullable String vm,
            @QueryParam("type") @Nullable String type,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        TrailQuery query = new TrailQuery(
                Given.as("request", request, RequestId::new),
                Given.as("actor", actor, Given::person),
                Given.as("vm", vm, VmId::new),
                Given.as("type", type, Given::eventType),
                Given.as("from", from, Given::instant),
                Given.as("to", to, Given::instant),
                Given.as("after", after, Given::index).orElse(-1L));
        int size = Given.as("limit", limit, text -> Given.between(1, LARGEST, text))
                .orElse(PAGE);
        TrailPage page = trail.find(query, size);
        List<Entry> entries = page.entries().stream().map(this::entry).toList();
        reads.read(who.now(), new Reading(What.QUERY, query.filter(), query.actor(), OptionalLong.of(entries.size())));
        return new Page(entries, page.next().isPresent() ? page.next().getAsLong() : null);
    }

    private Entry entry(TrailEntry entry) {
        return new Entry(entry.index(), entry.type(), entry.time(), entry.subject(), readable.of(entry));
    }
}
