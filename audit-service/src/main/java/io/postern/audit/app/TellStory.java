package io.postern.audit.app;

import io.postern.audit.domain.story.Line;
import io.postern.audit.domain.story.Recorded;
import io.postern.audit.domain.story.Story;
import io.postern.audit.domain.story.Words;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells one request's whole story. */
public final class TellStory {
    /** More than a request with the most grants and extensions that are allowed leaves behind. */
    private static final int PAGE = 1_000;

    private static final int MOST = 20_000;

    private final Trail trail;
    private final LeafReader reader;
    private final SignedOver signed;

    public TellStory(Trail trail, LeafReader reader, SignedOver signed) {
        this.trail = trail;
        this.reader = reader;
        this.signed = signed;
    }

    /**
     * One leaf of the story, and whether it can be proven.
     *
     * @param event by which its proof is asked for
     * @param line in the words of the request's timeline; null where that has none
     * @param signedOver the size of the first checkpoint that covers it; null when none does yet
     */
    public record Step(
            long leaf,
            EventId event,
            String type,
            Instant at,
            @Nullable Line line,
            @Nullable Long signedOver) {}

    /** A story with each leaf that it was read from; {@code proven} when a signed checkpoint covers every one. */
    public record Told(Story story, List<Step> steps, boolean proven) {}

    /** Nothing when no event of such a request is on the trail. */
    public Optional<Told> of(RequestId request) {
        List<TrailEntry> entries = entries(request);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<Recorded> events = entries.stream()
                .map(entry -> new Recorded(entry.index(), reader.read(entry)))
                .toList();
        Map<Long, Long> sizes =
                signed.leaves(entries.stream().map(TrailEntry::index).toList());
        List<Step> steps = events.stream()
                .map(recorded -> new Step(
                        recorded.leaf(),
                        recorded.envelope().id(),
                        recorded.envelope().type().wireName(),
                        recorded.envelope().time(),
                        Words.of(recorded.envelope().event()).orElse(null),
                        sizes.get(recorded.leaf())))
                .toList();
        return Optional.of(new Told(Story.of(request, events), steps, sizes.size() == entries.size()));
    }

    private List<TrailEntry> entries(RequestId request) {
        List<TrailEntry> entries = new ArrayList<>();
        long after = -1;
        while (entries.size() < MOST) {
            TrailPage page = trail.find(TrailQuery.ofRequest(request, after), PAGE);
            entries.addAll(page.entries());
            if (page.next().isEmpty()) {
                break;
            }
            after = page.next().getAsLong();
        }
        return entries;
    }
}
