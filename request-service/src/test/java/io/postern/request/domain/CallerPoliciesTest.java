package io.postern.request.domain;

import static io.postern.request.domain.Draft.REQUESTS;
import static io.postern.request.domain.Draft.of;
import static io.postern.request.domain.Draft.wanted;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.demanding;
import static io.postern.request.domain.Requests.inventory;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static io.postern.request.domain.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerPoliciesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final VmId C1 = vm("c1-1");
    private static final VmId BOTH = vm("both-1");
    private static final Map<VmId, KnownVm> VMS = inventory(
            known(WEB, limit(22, HOUR)),
            demanding(JUMP, demand(true, null), limit(22, HOUR)),
            demanding(C1, demand(false, "c1"), limit(22, HOUR)),
            demanding(BOTH, demand(true, "c2"), limit(22, HOUR)));
    private static final Challenge MFA = Challenge.SEVERAL_FACTORS;

    @Test
    void whereNothingIsDemandedAnyTokenWillDo() {
        assertThat(ask(Set.of(), Set.of(), WEB).accepted(VMS)).isNotNull();
        assertThat(ask(Set.of("pwd"), Set.of(), WEB).accepted(VMS)).isNotNull();
    }

    @Test
    void severalFactorsAreSaidByTheTokenOrFollowFromAContext() {
        assertThat(challenge(ask(Set.of("pwd"), Set.of(), JUMP))).isEqualTo(MFA);
        assertThat(challenge(ask(Set.of("MFA", "mfa2"), Set.of(), JUMP))).isEqualTo(MFA);
        assertThat(ask(Set.of("pwd", "mfa"), Set.of(), JUMP).accepted(VMS)).isNotNull();
        assertThat(ask(Set.of(), Set.of("c9"), JUMP).accepted(VMS)).isNotNull();
    }

    @Test
    void aContextIsTheOneDemanded() {
        assertThat(challenge(ask(Set.of(), Set.of(), C1))).isEqualTo(Challenge.context("c1"));
        assertThat(challenge(ask(Set.of("mfa"), Set.of(), C1))).isEqualTo(Challenge.context("c1"));
        assertThat(challenge(ask(Set.of(), Set.of("c2", "C1"), C1))).isEqualTo(Challenge.context("c1"));
        assertThat(ask(Set.of(), Set.of("c2", "c1"), C1).accepted(VMS)).isNotNull();
    }

    @Test
    void aContextThatIsSatisfiedServesForBoth() {
        assertThat(challenge(ask(Set.of(), Set.of(), BOTH))).isEqualTo(Challenge.context("c2"));
        assertThat(challenge(ask(Set.of("mfa"), Set.of("c1"), BOTH))).isEqualTo(Challenge.context("c2"));
        assertThat(ask(Set.of(), Set.of("c2"), BOTH).accepted(VMS)).isNotNull();
    }

    @Test
    void everyVmAskedForHasItsSay() {
        assertThat(challenge(ask(Set.of(), Set.of(), WEB, JUMP))).isEqualTo(MFA);
        assertThat(challenge(ask(Set.of("mfa"), Set.of("c1"), JUMP, C1, BOTH))).isEqualTo(Challenge.context("c2"));
        assertThat(ask(Set.of(), Set.of("c1", "c2"), JUMP, C1, BOTH).accepted(VMS))
                .isNotNull();
        assertThat(ask(Set.of(), Set.of(), C1, BOTH)
                        .refused(VMS, Reason.CLAIMS_CHALLENGE)
                        .all())
                .hasSize(2);
    }

    @Test
    void whoMayNotAskIsToldThatAndNothingOfVmsAndPolicies() {
        Caller nobody = new Caller(REQUESTS.id(), "Nobody", Set.of(), Set.of());
        var targets = new Submission.Wanted[] {wanted(C1, 22), wanted(WEB, 3389), wanted(vm("nope-1"), 22)};
        Refusal refusal = of(targets).during(HOUR).by(nobody).refused(VMS, Reason.NOT_ENTITLED);
        assertThat(refusal.challenge()).isNull();
        assertThat(refusal.all()).containsExactly(refusal.sentence());
    }

    private static AccessConditions demand(boolean mfa, @Nullable String context) {
        return new AccessConditions(false, false, 24, 56, mfa, context);
    }

    private static Challenge challenge(Draft draft) {
        return Objects.requireNonNull(
                draft.refused(VMS, Reason.CLAIMS_CHALLENGE).challenge());
    }

    private static Draft ask(Set<String> authenticated, Set<String> contexts, VmId... vms) {
        Caller caller = new Caller(REQUESTS.id(), REQUESTS.name(), REQUESTS.roles(), Set.of(), authenticated, contexts);
        var targets = Stream.of(vms).map(vm -> wanted(vm, 22)).toArray(Submission.Wanted[]::new);
        return of(targets).during(HOUR).by(caller);
    }
}
