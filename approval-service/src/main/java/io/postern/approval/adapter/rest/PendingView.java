package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.app.ListPending;
import io.postern.approval.domain.AccessTerms;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.CountedDecision;
import io.postern.approval.domain.Need;
import io.postern.approval.domain.Wish;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A request, or an extension of its access, as an approver sees it before deciding: everything that will be signed, and why
 * this approver is asked.
 *
 * @param agreed what is left after what those who agreed took away; null when that is nothing
 * @param askedBy the rules whose stages name a group of the approver
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingView(
        String requestId,
        @Nullable ExtensionView extension,
        String state,
        PersonId requester,
        String requesterName,
        List<TargetView> targets,
        List<String> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        String rule,
        String policyVersion,
        String risk,
        List<StageView> stages,
        List<String> askedBy,
        int counted,
        int needed,
        List<AnswerView> answers,
        @Nullable TermsView agreed,
        @Nullable String hint,
        String requestDigest,
        Instant submittedAt,
        Instant lapsesAt) {

    /** One VM with the ports asked for. */
    public record TargetView(String vm, List<Integer> ports) {
        static TargetView of(Target target) {
            return new TargetView(
                    target.vm().value(),
                    target.ports().stream()
                            .map(access -> access.port().number())
                            .toList());
        }
    }

    /** Which extension of the access this is, and how it would move the end. */
    public record ExtensionView(int number, Instant opened, Instant currentEnd, Instant endsAt) {
        static @Nullable ExtensionView of(@Nullable ExtensionRequested extension) {
            return extension == null
                    ? null
                    : new ExtensionView(
                            extension.number(), extension.opened(), extension.currentEnd(), extension.endsAt());
        }
    }

    /** So many members of any of these groups, and how many of these places are filled. */
    public record StageView(String rule, List<String> groups, int approvals, int filled) {
        static List<StageView> of(List<Stage> stages, List<Integer> filled) {
            return IntStream.range(0, stages.size())
                    .mapToObj(i -> new StageView(
                            stages.get(i).rule(),
                            stages.get(i).groups(),
                            stages.get(i).approvals(),
                            filled.get(i)))
                    .toList();
        }
    }

    /** Who has agreed so far, when, and less of what. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AnswerView(
            PersonId approver,
            String name,
            String verdict,
            String comment,
            @Nullable Narrowing narrow,
            @Nullable String through,
            boolean counts,
            Instant at) {
        static AnswerView of(CountedDecision said, boolean counts) {
            return new AnswerView(
                    said.approver(),
                    said.name(),
                    said.verdict().name().toLowerCase(Locale.ROOT),
                    said.comment(),
                    said.narrowing(),
                    said.through(),
                    counts,
                    said.at());
        }
    }

    /** What would be opened as things stand. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TermsView(
            List<TargetView> targets,
            List<String> sources,
            @Nullable Duration duration,
            @Nullable Instant endsAt) {
        static TermsView of(AccessTerms terms) {
            return new TermsView(
                    terms.targets().stream().map(TargetView::of).toList(),
                    terms.sources().stream().map(Cidr::toString).toList(),
                    terms.duration(),
                    terms.endsAt());
        }
    }

    static PendingView of(ListPending.Waiting waiting, Approver approver) {
        ApprovalCase.Pending pending = waiting.pending();
        Wish wish = pending.wish();
        Need need = pending.need();
        TermsView asked = TermsView.of(wish.asked());
        List<CountedDecision> counting = pending.counting(waiting.humans());
        TermsView agreed = pending.agreed(waiting.humans()).map(TermsView::of).orElse(null);
        return new PendingView(
                wish.key().request().value(),
                ExtensionView.of(wish.extension()),
                "pending",
                wish.requester(),
                wish.request().personal().requesterName(),
                asked.targets(),
                asked.sources(),
                asked.duration(),
                asked.endsAt(),
                wish.justification(),
                wish.request().ticket(),
                need.rules(),
                need.policyVersion(),
                need.risk().name().toLowerCase(Locale.ROOT),
                StageView.of(need.stages(), pending.filledOfEach(waiting.humans())),
                need.stages().stream()
                        .filter(stage -> approver.isInAnyOf(stage.groups()))
                        .map(stage -> stage.rule())
                        .distinct()
                        .toList(),
                pending.filled(waiting.humans()),
                need.places(),
                pending.decisions().stream()
                        .map(said -> AnswerView.of(said, counting.contains(said)))
                        .toList(),
                agreed,
                agreed == null ? DecisionAnswer.NO_OVERLAP : null,
                wish.digest(),
                waiting.since(),
                need.lapsesAt());
    }
}
