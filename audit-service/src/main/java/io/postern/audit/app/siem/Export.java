package io.postern.audit.app.siem;

import io.postern.audit.app.Trail;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import io.postern.audit.domain.siem.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the trail away as a stream, a page in memory at a time, however long the trail is. */
public final class Export {
    static final int PAGE = 200;

    private final Trail trail;
    private final Telling telling;
    private final Supplier<Optional<Covering>> newest;

    /** @param newest the newest signed checkpoint */
    public Export(Trail trail, Telling telling, Supplier<Optional<Covering>> newest) {
        this.trail = trail;
        this.telling = telling;
        this.newest = newest;
    }

    /** Looks up the first page, so that what cannot be answered at all fails before anything is written. */
    public Begun begin(TrailQuery query, ExportForm form) {
        return new Begun(query, form, newest.get(), trail.find(query, PAGE));
    }

    /** An export of which nothing is written yet. */
    public final class Begun {
        private final TrailQuery query;
        private final ExportForm form;
        private final Optional<Covering> checkpoint;
        private final TrailPage first;

        private Begun(TrailQuery query, ExportForm form, Optional<Covering> checkpoint, TrailPage first) {
            this.query = query;
            this.form = form;
            this.checkpoint = checkpoint;
            this.first = first;
        }

        /** Writes all of it; what is recorded meanwhile may come too. */
        public void writeTo(OutputStream out) throws IOException {
            out.write(form.head());
            TrailPage page = first;
            write(page.entries(), out);
            while (page.next().isPresent()) {
                page = trail.find(query.behind(page.next().getAsLong()), PAGE);
                write(page.entries(), out);
            }
        }

        private void write(List<TrailEntry> page, OutputStream out) throws IOException {
            List<Told> told = telling.of(page, checkpoint);
            for (int i = 0; i < page.size(); i++) {
                out.write(form.line(page.get(i), told.get(i)));
            }
        }
    }
}
