package io.postern.portal.domain.trail;

import io.postern.portal.domain.approval.RequestIds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recorded event with its place in the log. */
public record Entry(
        long index,
        String type,
        Instant time,
        String subject,
        @Nullable Line line,
        Recorded event) {
    public EventName name() {
        return new EventName(type);
    }

    /** In the words of the timeline, or else of its type and what it says itself. */
    public String text() {
        if (line != null) {
            return line.detail();
        }
        String who = event.name().isEmpty() ? "" : " by " + event.name();
        return name().words() + who + (event.detail().isEmpty() ? "" : ": " + event.detail());
    }

    /** Whether it is about a request, which has a story. */
    public boolean hasStory() {
        return RequestIds.isOne(subject);
    }

    /** What it is about, shortly: of an id in Azure the last part. */
    public String about() {
        return subject.startsWith("/") ? subject.substring(subject.lastIndexOf('/') + 1) : subject;
    }
}
