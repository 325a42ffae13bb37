package io.postern.portal.adapter.services;

import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.TrailReads;
import io.postern.portal.domain.AzureId;
import io.postern.portal.domain.trail.Checkpoint;
import io.postern.portal.domain.trail.Told;
import io.postern.portal.domain.trail.TrailFilter;
import io.postern.portal.domain.trail.TrailPart;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Asks audit-service, and request-service for the id of a VM of which only the name is known. */
public final class TrailOverHttp implements TrailReads {
    private static final String TRAIL = "/api/v1/trail";

    private final ServiceCalls calls;
    private final TextCalls texts;
    private final Upstream audit;
    private final Upstream requests;

    /** VMs, of which only their ids matter here. */
    record Machines(List<Machine> value) {
        record Machine(String id) {}
    }

    public TrailOverHttp(ServiceCalls calls, TextCalls texts, Upstream audit, Upstream requests) {
        this.calls = calls;
        this.texts = texts;
        this.audit = audit;
        this.requests = requests;
    }

    @Override
    public Answer<TrailPart> find(TrailFilter filter, long after, int limit) {
        Answer<TrailFilter> whole = withId(filter);
        if (!(whole instanceof Answer.Given<TrailFilter>(TrailFilter known))) {
            return whole.map(_ -> new TrailPart(List.of(), null));
        }
        Query query = query(Query.of(TRAIL), known)
                .with("after", after < 0 ? "" : String.valueOf(after))
                .with("limit", String.valueOf(limit));
        return calls.get(audit, query.toString(), TrailPart.class);
    }

    @Override
    public Answer<Told> story(String request) {
        return calls.get(audit, TRAIL + "/" + Query.part(request) + "/story", Told.class);
    }

    @Override
    public Answer<Checkpoint> checkpoint() {
        Answer<String> note = texts.text(audit, "/checkpoint");
        Optional<Checkpoint> read = note.given() ? Checkpoint.read(note.or("")) : Optional.empty();
        return note.given() && read.isEmpty() ? new Answer.Silent<>(audit.what()) : note.map(_ -> read.orElseThrow());
    }

    @Override
    public Answer<String> receipt(String request) {
        return texts.text(audit, "/api/v1/receipts/" + Query.part(request));
    }

    @Override
    public Answer<String> proof(String event) {
        return texts.text(audit, "/api/v1/proofs/" + Query.part(event));
    }

    @Override
    public Answer<Export> export(String format, TrailFilter filter) {
        Answer<TrailFilter> whole = withId(filter);
        if (!(whole instanceof Answer.Given<TrailFilter>(TrailFilter known))) {
            return whole.map(_ -> new Export("", InputStream.nullInputStream()));
        }
        String path =
                query(Query.of("/api/v1/export").with("format", format), known).toString();
        return texts.stream(audit, path).map(stream -> new Export(stream.type(), stream.content()));
    }

    private static Query query(Query query, TrailFilter filter) {
        filter.parts().forEach(query::with);
        return query;
    }

    /** People say {@code web-1}; the trail knows whole ids. */
    private Answer<TrailFilter> withId(TrailFilter filter) {
        if (filter.vm().isEmpty() || filter.vm().startsWith("/")) {
            return new Answer.Given<>(filter);
        }
        String path = Query.of("/api/v1/virtual-machines")
                .with("name", filter.vm())
                .with("limit", "200")
                .toString();
        Answer<Machines> found = calls.get(requests, path, Machines.class);
        if (!(found instanceof Answer.Given<Machines>(Machines machines))) {
            return found.map(_ -> filter);
        }
        List<String> ids = machines.value().stream()
                .map(Machines.Machine::id)
                .filter(id -> new AzureId(id).name().equalsIgnoreCase(filter.vm()))
                .toList();
        if (ids.size() == 1) {
            return new Answer.Given<>(filter.withVm(ids.getFirst()));
        }
        String sentence = ids.isEmpty()
                ? "No VM is called " + filter.vm() + "; of one that is gone give the whole id."
                : ids.size() + " VMs are called " + filter.vm() + ": give the whole id of one.";
        return new Answer.Refused<>(new Refusal(400, "", sentence, List.of()));
    }
}
