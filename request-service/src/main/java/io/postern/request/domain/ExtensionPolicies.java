package io.postern.request.domain;

import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an extension may be asked for. The whole stretch, from the opening on, has to be one that the JIT policies
 * of today would allow to ask for at once; whether anybody agrees is approval-service's question.
 */
public final class ExtensionPolicies {
    /** How many a request takes, whatever becomes of them: each of them is kept. */
    static final int MOST = 20;

    private ExtensionPolicies() {}

    public static ExtensionDecision decide(
            Extending wish, AccessRequest request, Map<VmId, KnownVm> vms, Limits limits, String nonce, Instant now) {
        Optional<Refusal> standing = mayAsk(wish, request, now);
        if (standing.isPresent()) {
            return refuse(standing.get());
        }
        AccessRequest.Span open = request.openAt(now).orElseThrow();
        Optional<Refusal> window = window(wish, open, now);
        if (window.isPresent()) {
            return refuse(window.get());
        }
        Instant end = end(wish, open);
        Optional<Extension> last =
                request.extensionsAt(now).stream().filter(Extension::underWay).reduce((_, later) -> later);
        if (last.filter(asked -> asked.endsAt().equals(end)).isPresent()) {
            return new ExtensionDecision.AlreadyAsked(request);
        }
        return last.flatMap(asked -> beside(asked, end))
                .or(() -> oneMore(request))
                .or(() -> against(wish, request, open, end, vms, limits))
                .<ExtensionDecision>map(ExtensionDecision.Refused::new)
                .orElseGet(() -> asked(wish, request, open, end, nonce, now));
    }

    private static Optional<Refusal> mayAsk(Extending wish, AccessRequest request, Instant now) {
        if (!request.terms().requester().equals(wish.caller().id())) {
            return no(Reason.NOT_ENTITLED, "Only who asked for an access can ask to keep it for longer.");
        }
        if (!Rights.requests(wish.caller())) {
            return no(Reason.NOT_ENTITLED, "Asking for access needs the role " + Caller.REQUEST + ".");
        }
        RequestState state = request.at(now).state();
        if (state.ended()) {
            return no(Reason.ALREADY_ENDED, "This request has already ended: " + state.word() + ". Make a new one.");
        }
        if (state == RequestState.CLOSING) {
            return no(Reason.ALREADY_ENDED, "This access is being closed. Make a new request.");
        }
        return state != RequestState.OPEN || request.openAt(now).isEmpty()
                ? no(Reason.NOT_OPEN, "Only what is open can be extended; this request is " + state.word() + ".")
                : Optional.empty();
    }

    private static Optional<Refusal> window(Extending wish, AccessRequest.Span open, Instant now) {
        if (wish.duration() == null && wish.endsAt() == null) {
            return no(Reason.NO_WINDOW, "Say how much longer: 'duration' such as PT1H, or 'endsAt'.");
        }
        if (wish.duration() != null && wish.endsAt() != null) {
            return no(Reason.TWO_WINDOWS, "Give either 'duration' or 'endsAt', not both.");
        }
        if (wish.duration() != null && !wish.duration().isPositive()) {
            return no(Reason.WINDOW_NOT_LONGER, "An extension is longer than nothing.");
        }
        if (wish.duration() != null && wish.duration().compareTo(Limits.LONGEST) > 0) {
            return no(Reason.WINDOW_TOO_LONG, "Nobody gets access for longer than " + Limits.LONGEST + ".");
        }
        return end(wish, open).isAfter(open.until())
                ? Optional.empty()
                : no(
                        Reason.WINDOW_NOT_LONGER,
                        "This access is open until " + open.until() + " anyway; 'endsAt' has to be later.");
    }

    private static Instant end(Extending wish, AccessRequest.Span open) {
        @Nullable Duration longer = wish.duration();
        return longer == null
                ? Objects.requireNonNull(wish.endsAt())
                : open.until().plus(longer).truncatedTo(ChronoUnit.SECONDS);
    }

    /** One is decided on at a time; what is approved but not yet in effect can only be topped. */
    private static Optional<Refusal> beside(Extension asked, Instant end) {
        if (asked.state() == Extension.State.PENDING) {
            return no(
                    Reason.EXTENSION_PENDING,
                    "An extension until " + asked.endsAt() + " waits to be decided on; ask again after that.");
        }
        @Nullable Instant until = asked.grantedUntil();
        return until == null || end.isAfter(until)
                ? Optional.empty()
                : no(Reason.WINDOW_NOT_LONGER, "An extension until " + until + " is approved already.");
    }

    private static Optional<Refusal> oneMore(AccessRequest request) {
        return request.extensions().size() < MOST
                ? Optional.empty()
                : no(
                        Reason.TOO_MANY_EXTENSIONS,
                        "An access can be asked to last longer " + MOST + " times at most; make a new request.");
    }

    private static Optional<Refusal> against(
            Extending wish,
            AccessRequest request,
            AccessRequest.Span open,
            Instant end,
            Map<VmId, KnownVm> vms,
            Limits limits) {
        Proposal whole = new Proposal(whole(wish, request, end), vms, limits, open.since());
        Duration length = Duration.between(open.since(), end);
        return whole.longest()
                .filter(longest -> length.compareTo(longest) > 0)
                .map(longest -> new Refusal(
                        Reason.WINDOW_TOO_LONG,
                        "Until " + end + " the access would last " + length + " in all, and the JIT policy of its ports"
                                + " allows " + longest + " at most."))
                .or(() -> SubmissionPolicies.against(whole).stream().findFirst());
    }

    /** The request that would have asked for the whole stretch at its opening; its ticket was judged when it was given. */
    private static Submission whole(Extending wish, AccessRequest request, Instant end) {
        Terms terms = request.effective();
        List<Submission.Wanted> targets = terms.targets().stream()
                .map(target -> new Submission.Wanted(
                        target.vm(),
                        target.ports().stream().map(PortAccess::port).distinct().toList()))
                .toList();
        return new Submission(wish.caller(), targets, terms.sources(), "", null, end, justification(wish, terms), null);
    }

    private static String justification(Extending wish, Terms terms) {
        @Nullable String own = wish.justification();
        return own == null ? terms.justification() : own;
    }

    private static ExtensionDecision asked(
            Extending wish, AccessRequest request, AccessRequest.Span open, Instant end, String nonce, Instant now) {
        ExtensionRequested event = new ExtensionRequested(
                request.id(),
                request.extensions().size() + 1,
                wish.caller().id(),
                open.since(),
                open.until(),
                end,
                new ExtensionRequested.Personal(wish.caller().name(), justification(wish, request.terms()), nonce));
        return new ExtensionDecision.Asked(event, request.extending(event, now));
    }

    private static ExtensionDecision refuse(Refusal refusal) {
        return new ExtensionDecision.Refused(refusal);
    }

    private static Optional<Refusal> no(Reason reason, String sentence) {
        return Optional.of(new Refusal(reason, sentence));
    }
}
