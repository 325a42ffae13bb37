package io.postern.portal.adapter.web.trail;

import io.postern.portal.app.Answer;
import io.postern.portal.app.TrailReads;
import io.postern.portal.domain.trail.Checkpoint;
import io.postern.portal.domain.trail.Entry;
import io.postern.portal.domain.trail.TrailFilter;
import io.postern.portal.domain.trail.TrailPart;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest entries of the trail. It is read forwards only, from where the last checkpoint ends: usually that is its end, but
 * what is recorded while nothing is signed is behind it.
 *
 * @param size how many entries the last checkpoint covers; 0 without one
 * @param unsigned why there is no checkpoint; empty when there is one
 * @param read what was read last, oldest first
 * @param ended whether there is nothing behind it
 */
record TrailEnd(long size, String unsigned, Answer<List<Entry>> read, boolean ended) {
    /** What is recorded while a checkpoint is being signed is on the newest page, too. */
    private static final int SHOWN = TrailView.PAGE + 150;

    /** Each of them is on the trail itself. */
    private static final int MOST_READS = 20;

    static TrailEnd of(TrailReads trail) {
        Answer<Checkpoint> signed = trail.checkpoint();
        long size = signed.map(Checkpoint::size).or(0L);
        long after = Math.max(-1, size - TrailView.PAGE - 1);
        Answer<TrailPart> part = trail.find(TrailFilter.NONE, after, SHOWN);
        if (!part.given()) {
            return new TrailEnd(size, signed.trouble(), part.map(TrailPart::entries), true);
        }
        List<Entry> read = new ArrayList<>(entries(part));
        for (int reads = 1; reads < MOST_READS; reads++) {
            Long next = part.or(new TrailPart(List.of(), null)).next();
            if (next == null || next <= after) {
                break;
            }
            after = next;
            part = trail.find(TrailFilter.NONE, after, SHOWN);
            read.addAll(entries(part));
        }
        boolean ended = part instanceof Answer.Given<TrailPart>(TrailPart last)
                && (last.next() == null || last.next() <= after);
        List<Entry> newest = List.copyOf(read.subList(Math.max(0, read.size() - SHOWN), read.size()));
        return new TrailEnd(size, signed.trouble(), new Answer.Given<>(newest), ended);
    }

    TrailView view() {
        return TrailView.newest(read.map(entries -> new TrailPart(entries, null)), title(), text());
    }

    private String title() {
        if (!read.given()) {
            return "";
        }
        if (!ended) {
            return "These are not the newest.";
        }
        if (!unsigned.isEmpty()) {
            return "No checkpoint of the log could be read.";
        }
        return behind() > SHOWN - TrailView.PAGE ? "The last checkpoint is behind." : "";
    }

    private String text() {
        String checkpoint = unsigned.isEmpty()
                ? "The last checkpoint covers " + size + " entries; " + behind()
                        + " entries behind it are not signed yet."
                : "No checkpoint of the log could be read: " + unsigned;
        if (!ended) {
            return checkpoint + " There are more behind these: search with a time to see them.";
        }
        return unsigned.isEmpty() ? checkpoint : unsigned;
    }

    private long behind() {
        List<Entry> entries = read.or(List.of());
        return entries.isEmpty() ? 0 : Math.max(0, entries.getLast().index() + 1 - size);
    }

    private static List<Entry> entries(Answer<TrailPart> part) {
        return part.or(new TrailPart(List.of(), null)).entries();
    }
}
