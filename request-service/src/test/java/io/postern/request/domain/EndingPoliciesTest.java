package io.postern.request.domain;

import static io.postern.request.domain.Requests.FIRST;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.applied;
import static io.postern.request.domain.Requests.approved;
import static io.postern.request.domain.Requests.caller;
import static io.postern.request.domain.Requests.pending;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RequestCancelled;
import io.postern.contracts.event.RevocationRequested;
import io.postern.request.domain.Ending.Kind;
import io.postern.request.domain.EndingDecision.AlreadyOrdered;
import io.postern.request.domain.EndingDecision.Ordered;
import io.postern.request.domain.EndingDecision.Refused;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingPoliciesTest {
    private static final Caller SELF = caller("requester", Set.of(), Set.of());
    private static final Caller APPROVER = caller("approver", Set.of(), Set.of("approvers"));
    private static final Caller ADMIN = caller("admin", Set.of(Caller.CONFIGURE), Set.of());
    private static final Caller AUDITOR = caller("auditor", Set.of(Caller.READ), Set.of());
    private static final Caller OUTSIDER = caller("outsider", Set.of(), Set.of("others"));
    private static final AccessRequest OPEN = approved(WEB).applied(applied(FIRST, WEB));

    @Test
    void aRevocationIsToldWithItsReason() {
        assertThat(decide(OPEN, Kind.REVOKE, APPROVER)).isInstanceOfSatisfying(Ordered.class, ordered -> {
            assertThat(ordered.event())
                    .isEqualTo(new RevocationRequested(
                            OPEN.id(),
                            APPROVER.id(),
                            CloseReason.REVOKED,
                            new RevocationRequested.Personal("approver", "because")));
            assertThat(ordered.request().at(NOW).state()).isEqualTo(RequestState.CLOSING);
        });
    }

    @Test
    void aCancellationIsToldAsSuch() {
        assertThat(decide(pending(WEB), Kind.CANCEL, SELF))
                .isInstanceOfSatisfying(
                        Ordered.class,
                        ordered -> assertThat(ordered.event())
                                .isEqualTo(new RequestCancelled(pending(WEB).id(), REQUESTER)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theRequesterAndAnAdminMayEndARequestInEveryWay(Kind kind) {
        AccessRequest request = kind == Kind.CANCEL ? pending(WEB) : OPEN;
        assertThat(decide(request, kind, SELF)).isInstanceOf(Ordered.class);
        assertThat(decide(request, kind, ADMIN)).isInstanceOf(Ordered.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thoseWhoMayOnlyReadAndOutsidersEndNothing(Kind kind) {
        assertRefused(decide(OPEN, kind, AUDITOR), Reason.NOT_ENTITLED);
        assertRefused(decide(OPEN, kind, OUTSIDER), Reason.NOT_ENTITLED);
    }

    @Test
    void anApproverRevokesButDoesNotActForTheRequester() {
        assertRefused(decide(OPEN, Kind.RELEASE, APPROVER), Reason.NOT_ENTITLED);
        assertRefused(decide(pending(WEB), Kind.CANCEL, APPROVER), Reason.NOT_ENTITLED);
    }

    @Test
    void whatIsOpenIsReleasedNotCancelled() {
        assertRefused(decide(OPEN, Kind.CANCEL, SELF), Reason.ALREADY_OPEN);
        assertThat(decide(approved(WEB), Kind.CANCEL, SELF)).isInstanceOf(Ordered.class);
    }

    @Test
    void whatHasEndedStaysAsItIs() {
        AccessRequest over = OPEN.removed(removed(FIRST, WEB, CloseReason.EXPIRED));
        assertRefused(decide(over, Kind.REVOKE, SELF), Reason.ALREADY_ENDED);
        assertRefused(decide(pending(WEB).decided(Approval.DENIED), Kind.CANCEL, SELF), Reason.ALREADY_ENDED);
    }

    @Test
    void aSecondOrderAddsNothing() {
        assertThat(decide(OPEN.ended(Kind.REVOKE), Kind.RELEASE, SELF)).isInstanceOf(AlreadyOrdered.class);
    }

    @Test
    void readingIsForTheRequesterReadersConfigurersAndApprovers() {
        Rights rights = new Rights(Optional.of("approvers"));
        for (Caller caller : Set.of(SELF, ADMIN, AUDITOR, APPROVER)) {
            assertThat(rights.reads(caller, OPEN.terms())).isTrue();
        }
        assertThat(rights.reads(OUTSIDER, OPEN.terms())).isFalse();
        assertThat(new Rights(Optional.empty()).reads(APPROVER, OPEN.terms())).isFalse();
    }

    private static EndingDecision decide(AccessRequest request, Kind kind, Caller caller) {
        return EndingPolicies.decide(request, kind, caller, "because", new Rights(Optional.of("approvers")), NOW);
    }

    private static void assertRefused(EndingDecision decision, Reason reason) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }
}
