package io.postern.request.app;

import io.postern.contracts.id.RequestId;
import io.postern.request.domain.TimelineEntry;
import java.util.List;

/** What timelines have got since somebody last looked. */
public interface TimelineNews {
    /** One answer for all marks, each entry in the order in which it was written. */
    List<News> since(List<Mark> marks);

    /** How far somebody has read one timeline. Entries of one request are numbered upwards, in the order of commits. */
    record Mark(RequestId request, long after) {}

    /** An entry after one of the marks. */
    record News(int mark, long id, TimelineEntry entry) {}
}
