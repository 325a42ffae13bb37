package io.postern.request.domain;

import static io.postern.request.domain.Requests.END;
import static io.postern.request.domain.Requests.FIRST;
import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.SECOND;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.applied;
import static io.postern.request.domain.Requests.approved;
import static io.postern.request.domain.Requests.expired;
import static io.postern.request.domain.Requests.extended;
import static io.postern.request.domain.Requests.pending;
import static io.postern.request.domain.Requests.refused;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How a request stands while one of its extensions is asked for, decided, and put in effect. */
class ExtendedStandingTest {
    private static final Instant LATER = END.plus(Duration.ofHours(1));
    private static final AccessRequest OPEN = approved(WEB).applied(applied(FIRST, WEB));
    private static final AccessRequest ASKED = OPEN.extending(asked(1, LATER), NOW);

    @Test
    void whatBecomesOfAnExtensionNeverChangesTheState() {
        for (AccessRequest request : List.of(
                ASKED,
                ASKED.turnedDown(1, Extension.State.DENIED),
                ASKED.turnedDown(1, Extension.State.LAPSED),
                ASKED.approved(extended(1, LATER)),
                ASKED.approved(extended(1, LATER)).refused(refused()),
                ASKED.approved(extended(1, LATER)).refused(refused(SECOND, WEB)))) {
            assertThat(request.at(NOW)).isEqualTo(OPEN.at(NOW));
            assertThat(request.at(END).state()).as("it ends as it would").isEqualTo(RequestState.CLOSING);
            assertThat(request.endsAt()).contains(END);
        }
    }

    @Test
    void anExtensionShowsWhatBecameOfIt() {
        AccessRequest approved = ASKED.approved(extended(1, LATER));
        assertState(ASKED, Extension.State.PENDING);
        assertState(ASKED.turnedDown(1, Extension.State.DENIED), Extension.State.DENIED);
        assertState(ASKED.turnedDown(1, Extension.State.LAPSED), Extension.State.LAPSED);
        assertState(approved, Extension.State.APPROVED);
        assertState(approved.refused(refused()), Extension.State.REFUSED);
        assertState(approved.refused(refused(SECOND, WEB)), Extension.State.REFUSED);
        assertState(approved.applied(applied(SECOND, WEB, LATER)), Extension.State.IN_EFFECT);
        assertState(ASKED.ended(Ending.Kind.REVOKE), Extension.State.WITHDRAWN);
        assertState(ASKED.ended(Ending.Kind.RELEASE).confirmed(), Extension.State.WITHDRAWN);
        assertState(ASKED.removed(removed(FIRST, WEB, CloseReason.EXPIRED)), Extension.State.WITHDRAWN);
        assertState(approved.ended(Ending.Kind.REVOKE), Extension.State.APPROVED);
    }

    @Test
    void anExtensionIsInEffectThoughItsEndWasApprovedToTheMillisecond() {
        AccessRequest approved = ASKED.approved(extended(1, LATER.plusMillis(999)));
        assertState(approved.applied(applied(SECOND, WEB, LATER)), Extension.State.IN_EFFECT);
        assertState(approved.applied(applied(SECOND, WEB, LATER.minusSeconds(1))), Extension.State.APPROVED);
    }

    @Test
    void theEndMovesWithTheLongerGrantAndNoSooner() {
        AccessRequest approved = ASKED.approved(extended(1, LATER));
        assertThat(approved.endsAt()).contains(END);
        assertThat(approved.applied(applied(SECOND, WEB, LATER)).endsAt()).contains(LATER);
    }

    @Test
    void aGrantThatMadeWayEndsNothing() {
        AccessRequest longer = ASKED.approved(extended(1, LATER)).applied(applied(SECOND, WEB, LATER));
        AccessRequest alone = longer.removed(removed(FIRST, WEB, CloseReason.EXTENDED));
        for (AccessRequest request : List.of(longer, longer.expired(expired(FIRST)), alone)) {
            assertThat(request.at(NOW).state()).isEqualTo(RequestState.OPEN);
            assertThat(request.at(END).state()).as("past the end of the first").isEqualTo(RequestState.OPEN);
            assertThat(request.at(LATER).state()).isEqualTo(RequestState.CLOSING);
            assertThat(request.outstanding()).isZero();
        }
        assertThat(alone.removed(removed(SECOND, WEB, CloseReason.EXPIRED)).at(LATER))
                .isEqualTo(new Standing(RequestState.CLOSED, CloseReason.EXPIRED));
        assertThat(longer.isSuperseded(FIRST)).isTrue();
        assertThat(longer.isSuperseded(SECOND)).isFalse();
    }

    @Test
    void theRemovalOfTheFirstMayBeHeardBeforeTheSecondOpens() {
        AccessRequest between = ASKED.removed(removed(FIRST, WEB, CloseReason.EXTENDED));
        assertThat(between.at(NOW).state()).isEqualTo(RequestState.OPEN);
        assertThat(between.ended(Ending.Kind.REVOKE).at(NOW).state()).isEqualTo(RequestState.CLOSING);
        assertThat(between.ended(Ending.Kind.REVOKE).confirmed().at(NOW))
                .isEqualTo(new Standing(RequestState.CLOSED, CloseReason.REVOKED));
    }

    @Test
    void whateverTheOrderTheRequestComesOutTheSame() {
        List<UnaryOperator<AccessRequest>> facts = new ArrayList<>(List.of(
                request -> request.approved(extended(1, LATER)),
                request -> request.applied(applied(SECOND, WEB, LATER)),
                request -> request.expired(expired(FIRST)),
                request -> request.removed(removed(FIRST, WEB, CloseReason.EXTENDED))));
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(facts, random);
            AccessRequest request = ASKED;
            for (UnaryOperator<AccessRequest> fact : facts) {
                request = fact.apply(request);
            }
            assertThat(request.at(NOW).state()).isEqualTo(RequestState.OPEN);
            assertThat(request.endsAt()).contains(LATER);
            assertState(request, Extension.State.IN_EFFECT);
        }
    }

    @Test
    void ofTwoVmsTheOneThatIsNotExtendedEndsByItself() {
        GrantId third = GrantId.next();
        AccessRequest request = approved(WEB, JUMP)
                .applied(applied(FIRST, WEB))
                .applied(applied(SECOND, JUMP))
                .applied(applied(third, WEB, LATER));
        assertThat(request.at(END).state()).isEqualTo(RequestState.CLOSING);
        AccessRequest one = request.removed(removed(SECOND, JUMP, CloseReason.EXPIRED));
        assertThat(one.at(END).state()).isEqualTo(RequestState.OPEN);
    }

    @Test
    void anOrderToCloseClosesBothGrants() {
        AccessRequest both = ASKED.approved(extended(1, LATER))
                .applied(applied(SECOND, WEB, LATER))
                .ended(Ending.Kind.REVOKE);
        assertThat(both.at(NOW).state()).isEqualTo(RequestState.CLOSING);
        assertThat(both.grantsAt(NOW)).extracting(Grant::state).containsOnly(GrantState.CLOSING);
        AccessRequest one = both.removed(removed(SECOND, WEB, CloseReason.REVOKED));
        assertThat(one.at(NOW).state()).isEqualTo(RequestState.CLOSING);
        assertThat(one.removed(removed(FIRST, WEB, CloseReason.REVOKED)).at(NOW))
                .isEqualTo(new Standing(RequestState.CLOSED, CloseReason.REVOKED));
    }

    @Test
    void aGrantOfTheRequestItselfThatIsRefusedIsNoRefusalOfTheExtension() {
        AccessRequest half = bothFamilies().applied(applied(FIRST, WEB)).extending(asked(1, LATER), NOW);
        AccessRequest request = half.refused(refused(SECOND, WEB));

        assertState(request, Extension.State.PENDING);
        assertThat(request.refused(refused(SECOND, WEB))).isEqualTo(request);
        assertThat(request.removed(removed(FIRST, WEB, CloseReason.EXPIRED)).at(END))
                .isEqualTo(new Standing(RequestState.CLOSED, CloseReason.EXPIRED));
        assertState(request.refused(refused(GrantId.next(), WEB)), Extension.State.REFUSED);
    }

    @Test
    void aRefusalMayBeHeardBeforeTheApprovalOfTheExtension() {
        AccessRequest first = ASKED.refused(refused());
        assertState(first, Extension.State.REFUSED);
        AccessRequest approved = first.approved(extended(1, LATER));
        assertState(approved, Extension.State.REFUSED);
        assertState(approved.applied(applied(SECOND, WEB, LATER)), Extension.State.IN_EFFECT);
        assertState(first.turnedDown(1, Extension.State.DENIED), Extension.State.DENIED);
        assertState(ASKED.turnedDown(1, Extension.State.DENIED).refused(refused()), Extension.State.DENIED);
    }

    @Test
    void theRefusalOfTheNextOneLeavesTheOneInEffectAlone() {
        AccessRequest two = ASKED.approved(extended(1, LATER))
                .applied(applied(SECOND, WEB, LATER))
                .extending(asked(2, LATER.plusSeconds(60)), NOW)
                .refused(refused());
        for (AccessRequest request : List.of(two, two.approved(extended(2, LATER.plusSeconds(60))))) {
            assertThat(request.extensionsAt(NOW))
                    .extracting(Extension::state)
                    .containsExactly(Extension.State.IN_EFFECT, Extension.State.REFUSED);
        }
    }

    private static AccessRequest bothFamilies() {
        List<Cidr> sources = List.of(Cidr.parse("203.0.113.7"), Cidr.parse("2001:db8::7"));
        var personal = new RequestSubmitted.Personal("Requester", sources, "deploy a fix", "nonce");
        List<Target> targets = List.of(new Target(WEB, List.of(Requests.SSH)));
        return AccessRequest.submitted(
                        new RequestSubmitted(ID, REQUESTER, targets, Duration.ofHours(1), null, null, personal), NOW)
                .decided(Approval.APPROVED);
    }

    @Test
    void whatWasApprovedStandsBesideWhatWasAskedFor() {
        AccessRequest asked = pending(WEB, JUMP);
        AccessRequest less = asked.approved(approval(Duration.ofMinutes(30)));

        assertThat(less.terms()).isEqualTo(asked.terms());
        assertThat(less.effective().targets()).extracting(Target::vm).containsExactly(WEB);
        assertThat(less.effective().duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(less.applied(applied(FIRST, WEB))
                        .removed(removed(FIRST, WEB, CloseReason.EXPIRED))
                        .at(NOW))
                .as("nothing more is to come")
                .isEqualTo(new Standing(RequestState.CLOSED, CloseReason.EXPIRED));
        assertThat(Repeats.among(List.of(less), asked.terms(), NOW))
                .as("what was taken away may be asked for again")
                .isEmpty();
    }

    private static Approved approval(Duration duration) {
        return new Approved(
                ID,
                REQUESTER,
                List.of(new Target(WEB, List.of(Requests.SSH))),
                duration,
                null,
                END,
                List.of(),
                "guarded",
                "1",
                "jws",
                new Approved.Personal(List.of(Cidr.parse("203.0.113.7")), "nonce"));
    }

    private static ExtensionRequested asked(int number, Instant until) {
        return new ExtensionRequested(
                ID,
                number,
                REQUESTER,
                NOW,
                END,
                until,
                new ExtensionRequested.Personal("Requester", "not done yet", "nonce"));
    }

    private static void assertState(AccessRequest request, Extension.State state) {
        assertThat(request.extensionsAt(NOW)).extracting(Extension::state).containsExactly(state);
    }
}
