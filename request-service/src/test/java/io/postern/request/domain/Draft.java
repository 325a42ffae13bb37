package io.postern.request.domain;

import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.request.domain.Submission.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A submission in the making. */
record Draft(
        Caller caller,
        List<Wanted> targets,
        List<Cidr> sources,
        String address,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification) {
    static final Caller REQUESTS = Requests.caller(REQUESTER.oid(), Set.of(Caller.REQUEST), Set.of());
    static final Limits LIMITS =
            new Limits(Duration.ofMinutes(1), Map.of(Cidr.parse("127.0.0.1"), Cidr.parse("203.0.113.7")));

    static Draft of(Wanted... targets) {
        return new Draft(REQUESTS, List.of(targets), List.of(), "203.0.113.9", null, null, "deploy a fix");
    }

    static Wanted wanted(VmId vm, int... ports) {
        return new Wanted(vm, IntStream.of(ports).mapToObj(Port::new).toList());
    }

    Draft by(Caller who) {
        return new Draft(who, targets, sources, address, duration, endsAt, justification);
    }

    Draft from(String... blocks) {
        List<Cidr> named = Stream.of(blocks)
                .flatMap(text -> SourceAddress.named(text).stream())
                .toList();
        return new Draft(caller, targets, named, address, duration, endsAt, justification);
    }

    Draft calledFrom(String origin) {
        return new Draft(caller, targets, sources, origin, duration, endsAt, justification);
    }

    Draft during(Duration length) {
        return new Draft(caller, targets, sources, address, length, endsAt, justification);
    }

    Draft until(Instant end) {
        return new Draft(caller, targets, sources, address, duration, end, justification);
    }

    Draft because(String text) {
        return new Draft(caller, targets, sources, address, duration, endsAt, text);
    }

    Submission submission() {
        return new Submission(caller, targets, sources, address, duration, endsAt, justification, null);
    }

    /** The same in an emergency that is confirmed so. */
    SubmissionDecision confirmed(String typed, Map<VmId, KnownVm> vms) {
        Submission emergency =
                new Submission(caller, targets, sources, address, duration, endsAt, justification, null, typed);
        return SubmissionPolicies.decide(emergency, vms, LIMITS, ID, "nonce", NOW);
    }

    SubmissionDecision decide(Map<VmId, KnownVm> vms) {
        return SubmissionPolicies.decide(submission(), vms, LIMITS, ID, "nonce", NOW);
    }

    RequestSubmitted accepted(Map<VmId, KnownVm> vms) {
        SubmissionDecision decision = decide(vms);
        assertThat(decision).isInstanceOf(SubmissionDecision.Submitted.class);
        return ((SubmissionDecision.Submitted) decision).event();
    }

    /** What it is refused with, for this reason first of all. */
    Refusal refused(Map<VmId, KnownVm> vms, Reason reason) {
        SubmissionDecision decision = decide(vms);
        assertThat(decision).isInstanceOf(SubmissionDecision.Refused.class);
        Refusal refusal = ((SubmissionDecision.Refused) decision).refusal();
        assertThat(refusal.reason()).as(refusal.sentence()).isEqualTo(reason);
        assertThat(refusal.all()).startsWith(refusal.sentence()).allMatch(sentence -> sentence.endsWith("."));
        return refusal;
    }
}
