package io.postern.approval.domain.proof;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofCheckTest {
    private static final RequestId REQUEST = new RequestId("01J9ZZZZZZZZZZZZZZZZZZZZZZ");
    private static final String SHOWN = "gR-TJ6sXOmXvHWaz6-ED1tDfKoFHQRiNd5up9V6v7CI";

    @Test
    void whatAnEnrolledPersonSaidAboutWhatIsAskedIsGenuine() {
        assertThat(check(claims(base()), facts())).isEqualTo(new ProofVerdict.Genuine());
    }

    @Test
    void anotherBotsOrAnotherInstallationsProofIsForged() {
        assertForged(claims(new ProofBase("postern-bot/other", AUDIENCE, "jti", NOW, NOW.plusSeconds(60))));
        assertForged(claims(new ProofBase("sample", AUDIENCE, "jti", NOW, NOW.plusSeconds(60))));
        assertForged(claims(new ProofBase(ISSUER, "postern-approval/other", "jti", NOW, NOW.plusSeconds(60))));
        assertForged(claims(new ProofBase(ISSUER, "postern-enforcer/demo", "jti", NOW, NOW.plusSeconds(60))));
    }

    @Test
    void aProofIsAboutOneRequestAndAboutWhatWasShown() {
        assertForged(new DecisionClaims(
                base(), RequestId.next().value(), SHOWN, Verdict.APPROVE, APPROVER, "U1", "ok", null));
        assertForged(
                new DecisionClaims(base(), REQUEST.value(), "another", Verdict.APPROVE, APPROVER, "U1", "ok", null));
    }

    @Test
    void aProofHoldsForFiveMinutesAtMostAndNotBeforeItIsMade() {
        assertForged(claims(times(NOW, NOW.plus(ProofCheck.LONGEST).plusSeconds(1))));
        assertForged(claims(times(NOW, NOW)));
        assertForged(claims(times(NOW, NOW.minusSeconds(1))));
        Instant made = NOW.minus(ProofCheck.LONGEST);
        assertThat(check(claims(times(made, NOW)), facts())).isInstanceOf(ProofVerdict.Stale.class);
        assertThat(check(claims(times(made, NOW.plusMillis(1))), facts())).isInstanceOf(ProofVerdict.Forged.class);
        assertThat(check(claims(times(made.plusSeconds(1), NOW.plusSeconds(1))), facts()))
                .isInstanceOf(ProofVerdict.Genuine.class);
        Instant ahead = NOW.plus(ProofBase.SKEW);
        assertThat(check(claims(times(ahead, ahead.plusSeconds(9))), facts())).isInstanceOf(ProofVerdict.Genuine.class);
        assertThat(check(claims(times(ahead.plusSeconds(1), ahead.plusSeconds(9))), facts()))
                .isInstanceOf(ProofVerdict.Stale.class);
    }

    @Test
    void aProofIsUsedOnceWhateverBecameOfTheRequest() {
        ProofFacts used = new ProofFacts("sample", "demo", REQUEST, Set.of(), false, Optional.of(APPROVER));
        assertThat(check(claims(base()), used)).isEqualTo(new ProofVerdict.Replayed());
    }

    @Test
    void anAccountSpeaksForWhoEnrolledItAlone() {
        assertThat(check(claims(base()), enrolledBy(Optional.empty()))).isEqualTo(new ProofVerdict.NotEnrolled());
        assertThat(check(claims(base()), enrolledBy(Optional.of(SECOND_APPROVER))))
                .isEqualTo(new ProofVerdict.NotEnrolled());
        PersonId sameOidElsewhere = new PersonId("other-tenant", APPROVER.oid());
        assertThat(check(claims(base()), enrolledBy(Optional.of(sameOidElsewhere))))
                .isEqualTo(new ProofVerdict.NotEnrolled());
    }

    @Test
    void whatNobodyAskedForIsSaidToBeUnknown() {
        ProofFacts nothing = new ProofFacts("sample", "demo", REQUEST, Set.of(), true, Optional.of(APPROVER));
        assertThat(check(claims(base()), nothing)).isEqualTo(new ProofVerdict.UnknownRequest());
    }

    @Test
    void aCodeHoldsForTenMinutes() {
        EnrolmentClaims code = new EnrolmentClaims(times(NOW, NOW.plus(EnrolmentClaims.LONGEST)), "U1");
        assertThat(code.objection("sample", "demo", NOW.plus(Duration.ofMinutes(9))))
                .isEmpty();
        assertThat(code.objection("sample", "demo", NOW.plus(Duration.ofMinutes(10))))
                .isPresent();
        assertThat(code.objection("sample", "demo", NOW.minus(Duration.ofMinutes(2))))
                .isPresent();
        assertThat(code.objection("other", "demo", NOW)).isPresent();
        assertThat(code.objection("sample", "other", NOW)).isPresent();
        assertThat(new EnrolmentClaims(times(NOW, NOW.plus(Duration.ofMinutes(11))), "U1")
                        .objection("sample", "demo", NOW))
                .isPresent();
    }

    private static final String ISSUER = "postern-bot/sample";
    private static final String AUDIENCE = "postern-approval/demo";

    private static void assertForged(DecisionClaims claims) {
        assertThat(check(claims, facts())).isInstanceOf(ProofVerdict.Forged.class);
    }

    private static ProofVerdict check(DecisionClaims claims, ProofFacts facts) {
        return ProofCheck.against(claims, facts, NOW);
    }

    private static DecisionClaims claims(ProofBase base) {
        return new DecisionClaims(base, REQUEST.value(), SHOWN, Verdict.APPROVE, APPROVER, "U1", "ok", null);
    }

    private static ProofBase base() {
        return times(NOW, NOW.plusSeconds(120));
    }

    private static ProofBase times(Instant from, Instant until) {
        return new ProofBase(ISSUER, AUDIENCE, "jti", from, until);
    }

    private static ProofFacts facts() {
        return enrolledBy(Optional.of(APPROVER));
    }

    private static ProofFacts enrolledBy(Optional<PersonId> person) {
        return new ProofFacts("sample", "demo", REQUEST, Set.of("of an extension", SHOWN), true, person);
    }
}
