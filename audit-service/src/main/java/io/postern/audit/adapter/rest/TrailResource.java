package io.postern.audit.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.postern.audit.app.LeafReader;
import io.postern.audit.app.Reading;
import io.postern.audit.app.ReadsOnRecord;
import io.postern.audit.app.Trail;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import io.postern.audit.app.WhoReads;
import io.postern.audit.domain.story.Line;
import io.postern.audit.domain.story.Words;
import io.postern.contracts.event.TrailRead.What;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
    private final LeafReader reader;
    private final ReadableEvent readable = new ReadableEvent();

    public TrailResource(Trail trail, ReadsOnRecord reads, WhoReads who, LeafReader reader) {
        this.trail = trail;
        this.reads = reads;
        this.who = who;
        this.reader = reader;
    }

    /** A page; {@code next} is what to send as {@code after} for the page behind it, if there may be one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Entry> entries, @Nullable Long next) {}

    /**
     * An event with its index in the log; personal values are commitments once they were erased.
     *
     * @param line in the words of the request's timeline; null where that has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            long index,
            String type,
            Instant time,
            String subject,
            @Nullable Line line,
            JsonNode event) {}

    @GET
    @RolesAllowed({"Postern.Read", "Postern.Configure"})
    public Page find(@BeanParam TrailParameters parameters, @QueryParam("limit") @Nullable String limit) {
        TrailQuery query = parameters.query();
        int size = Given.as("limit", limit, text -> Given.between(1, LARGEST, text))
                .orElse(PAGE);
        TrailPage page = trail.find(query, size);
        List<Entry> entries = page.entries().stream().map(this::entry).toList();
        reads.read(who.now(), new Reading(What.QUERY, query.filter(), query.actor(), OptionalLong.of(entries.size())));
        return new Page(entries, page.next().isPresent() ? page.next().getAsLong() : null);
    }

    private Entry entry(TrailEntry entry) {
        Line line = Words.of(reader.read(entry).event()).orElse(null);
        return new Entry(entry.index(), entry.type(), entry.time(), entry.subject(), line, readable.of(entry));
    }
}
