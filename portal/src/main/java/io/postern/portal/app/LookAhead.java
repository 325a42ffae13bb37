package io.postern.portal.app;

import io.postern.portal.domain.access.Choice;
import io.postern.portal.domain.access.DryRun;
import io.postern.portal.domain.access.Outlook;
import io.postern.portal.domain.access.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what would become of a wish while somebody is still writing it; nothing is asked for by that. */
public final class LookAhead {
    private static final String REASON_TO_COME = "(not written yet)";
    private static final String REASON = "Say why you need it.";

    private final AccessRequests requests;

    public LookAhead(AccessRequests requests) {
        this.requests = requests;
    }

    public Outlook of(Wish wish) {
        List<String> gaps = new ArrayList<>(wish.gaps());
        boolean tryable = gaps.isEmpty();
        if (wish.lacksReason()) {
            gaps.add(REASON);
        }
        if (!tryable) {
            return Outlook.incomplete(gaps);
        }
        Wish tried = wish.lacksReason() ? wish.because(REASON_TO_COME) : wish;
        return switch (requests.tryOut(tried)) {
            case Answer.Given<DryRun>(DryRun run) -> said(tried, run, gaps);
            case Answer.Refused<DryRun>(Refusal refusal) -> Outlook.no(refusal.sentence(), all(gaps, refusal));
            case Answer.StrongerSignIn<DryRun> _ -> Outlook.stronger();
            case Answer.Silent<DryRun> silent -> Outlook.unsaid(silent.trouble());
        };
    }

    private Outlook said(Wish wish, DryRun run, List<String> gaps) {
        return wish.emergency() || !decided(run, "needs-approval")
                ? Outlook.said(run, gaps, false, null)
                : Outlook.said(run, gaps, glass(wish), atOnce(wish).orElse(null));
    }

    /** Policies ask for no more people for less time, so the longest that asks for none is found by halving. */
    private Optional<Choice> atOnce(Wish wish) {
        List<Choice> shorter = wish.duration().map(Choice::shorterThan).orElse(List.of());
        if (shorter.isEmpty() || !automatic(wish, shorter.getFirst())) {
            return Optional.empty();
        }
        int yes = 0;
        int no = shorter.size();
        while (no - yes > 1) {
            int middle = (yes + no) / 2;
            if (automatic(wish, shorter.get(middle))) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        return Optional.of(shorter.get(yes));
    }

    private boolean automatic(Wish wish, Choice length) {
        return requests.tryOut(wish.lasting(length))
                .map(run -> decided(run, "automatic"))
                .or(false);
    }

    private static List<String> all(List<String> gaps, Refusal refusal) {
        List<String> all = new ArrayList<>(gaps);
        all.addAll(refusal.unmet().isEmpty() ? List.of(refusal.sentence()) : refusal.unmet());
        return all;
    }

    /** Whether the policy lets this person pass over those who would be asked: only then is it spoken of. */
    private boolean glass(Wish wish) {
        return requests.tryOut(wish.inEmergency())
                .map(run -> decided(run, "break-glass"))
                .or(false);
    }

    private static boolean decided(DryRun run, String decision) {
        return run.dryRun().approval().decision().equals(decision);
    }
}
