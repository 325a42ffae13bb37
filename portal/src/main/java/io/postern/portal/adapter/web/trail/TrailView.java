package io.postern.portal.adapter.web.trail;

import io.postern.portal.app.Answer;
import io.postern.portal.domain.trail.Entry;
import io.postern.portal.domain.trail.EventName;
import io.postern.portal.domain.trail.TrailFilter;
import io.postern.portal.domain.trail.TrailPart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The trail as its page shows it.
 *
 * @param warning what to know before one takes them for the newest; empty when they are
 * @param warningText the rest of that
 * @param next where it goes on; empty when it does not
 * @param nextLabel what is there
 * @param query the filter as part of an address
 */
public record TrailView(
        TrailFilter filter,
        List<Entry> entries,
        String trouble,
        String warning,
        String warningText,
        String next,
        String nextLabel,
        String query) {
    static final int PAGE = 50;

    /** The newest entries, or those before an index; the newest first. */
    static TrailView newest(Answer<TrailPart> answer, String warning, String warningText) {
        List<Entry> entries =
                new ArrayList<>(answer.or(new TrailPart(List.of(), null)).entries());
        entries.sort((one, other) -> Long.compare(other.index(), one.index()));
        long first = entries.isEmpty() ? 0 : entries.getLast().index();
        return new TrailView(
                TrailFilter.NONE,
                entries,
                answer.trouble(),
                warning,
                warningText,
                first > 0 ? "/trail?before=" + first : "",
                "Earlier",
                "");
    }

    /** What a filter finds, in the order in which it happened. */
    static TrailView found(TrailFilter filter, Answer<TrailPart> answer) {
        TrailPart part = answer.or(new TrailPart(List.of(), null));
        String query = query(filter);
        Long next = part.next();
        return new TrailView(
                filter,
                part.entries(),
                answer.trouble(),
                "",
                "",
                next == null ? "" : "/trail?" + query + "after=" + next,
                "Later",
                query);
    }

    public List<EventName> types() {
        return EventName.all();
    }

    private static String query(TrailFilter filter) {
        StringBuilder text = new StringBuilder();
        filter.parts().forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        return text.toString();
    }
}
