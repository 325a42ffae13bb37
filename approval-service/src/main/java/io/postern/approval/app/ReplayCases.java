package io.postern.approval.app;

import io.postern.approval.app.PastCases.Past;
import io.postern.approval.app.PastCases.Place;
import io.postern.contracts.id.VmId;
import io.postern.policy.RequestFacts;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Goes through the requests of the past, the newest first, a page at a time: never more than a page is in memory. */
public final class ReplayCases {
    static final int MOST = 10_000;
    static final Duration BACK = Duration.ofDays(90);
    private static final int PAGE = 250;

    private final PastCases past;
    private final KnownVms vms;
    private final UnitOfWork unitOfWork;

    public ReplayCases(PastCases past, KnownVms vms, UnitOfWork unitOfWork) {
        this.past = past;
        this.vms = vms;
        this.unitOfWork = unitOfWork;
    }

    /** A case as it is judged anew. */
    public record Again(Place place, RequestFacts facts) {}

    /**
     * What a pass over the past came to.
     *
     * @param skipped cases whose facts nobody can read any more
     * @param more whether there were more cases than are gone through
     */
    public record Pass(int compared, int skipped, boolean more) {}

    /** A transaction each page, so that none is open while policies decide. */
    public Pass each(Instant now, Consumer<List<Again>> judge) {
        Instant since = now.minus(BACK);
        int compared = 0;
        int skipped = 0;
        @Nullable Place last = null;
        while (compared + skipped < MOST) {
            Place before = last;
            int atMost = Math.min(PAGE, MOST - compared - skipped);
            List<Past> page = unitOfWork.doing(() -> past.page(since, before, atMost));
            List<Again> readable = unitOfWork.doing(() -> again(page));
            judge.accept(readable);
            compared += readable.size();
            skipped += page.size() - readable.size();
            if (page.size() < atMost) {
                return new Pass(compared, skipped, false);
            }
            last = page.getLast().place();
        }
        Place end = last;
        boolean more = !unitOfWork.doing(() -> past.page(since, end, 1)).isEmpty();
        return new Pass(compared, skipped, more);
    }

    /** What the policy of then did not look at is taken as it is known today: another policy may look at it. */
    private List<Again> again(List<Past> page) {
        List<Again> readable = page.stream()
                .flatMap(one -> one.facts().stream().map(facts -> new Again(one.place(), facts)))
                .toList();
        List<VmId> unseen = readable.stream()
                .flatMap(one -> one.facts().targets().stream())
                .filter(target -> target.seen() == null)
                .map(TargetFacts::vm)
                .distinct()
                .toList();
        if (unseen.isEmpty()) {
            return readable;
        }
        Map<VmId, TargetFacts.Seen> today = vms.seen(unseen);
        return readable.stream()
                .map(one -> new Again(one.place(), seenToday(one.facts(), today)))
                .toList();
    }

    private static RequestFacts seenToday(RequestFacts facts, Map<VmId, TargetFacts.Seen> today) {
        List<TargetFacts> targets = facts.targets().stream()
                .map(target -> target.seen() == null
                        ? new TargetFacts(target.vm(), target.ports(), today.get(target.vm()))
                        : target)
                .toList();
        return new RequestFacts(
                facts.subject(),
                targets,
                facts.sources(),
                facts.length(),
                facts.ticket(),
                facts.justification(),
                facts.extension(),
                facts.breakGlass(),
                facts.at());
    }
}
