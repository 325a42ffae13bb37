package io.postern.request.domain;

import static io.postern.request.domain.Requests.END;
import static io.postern.request.domain.Requests.FIRST;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.SECOND;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.applied;
import static io.postern.request.domain.Requests.approved;
import static io.postern.request.domain.Requests.expired;
import static io.postern.request.domain.Requests.pending;
import static io.postern.request.domain.Requests.refused;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import org.junit.jupiter.api.Test;

class StandingTest {
    @Test
    void aNewRequestIsPending() {
        assertState(pending(WEB), RequestState.PENDING);
    }

    @Test
    void anApprovedOneIsNotOpenBeforeTheEnforcerSaysSo() {
        assertState(approved(WEB), RequestState.APPROVED);
    }

    @Test
    void oneGrantOpenMakesItOpenWhileAnotherIsStillToCome() {
        assertState(approved(WEB, JUMP).applied(applied(FIRST, WEB)), RequestState.OPEN);
    }

    @Test
    void anyGrantClosingMakesItClosing() {
        var request = approved(WEB, JUMP).applied(applied(FIRST, WEB)).applied(applied(SECOND, JUMP));
        assertState(request.expired(expired(FIRST)), RequestState.CLOSING);
    }

    @Test
    void oneGrantOverAndAnotherOpenIsOpen() {
        var request = approved(WEB, JUMP).applied(applied(FIRST, WEB)).applied(applied(SECOND, JUMP));
        assertState(request.removed(removed(FIRST, WEB, CloseReason.EXPIRED)), RequestState.OPEN);
    }

    @Test
    void oneGrantOverAndAnotherStillToComeIsOpening() {
        var request = approved(WEB, JUMP).applied(applied(FIRST, WEB));
        assertState(request.removed(removed(FIRST, WEB, CloseReason.EXPIRED)), RequestState.OPENING);
    }

    @Test
    void allGrantsOverIsClosedForTheReasonOfTheLast() {
        var request = approved(WEB).applied(applied(FIRST, WEB)).removed(removed(FIRST, WEB, CloseReason.VM_DELETED));
        assertThat(request.at(NOW)).isEqualTo(new Standing(RequestState.CLOSED, CloseReason.VM_DELETED));
    }

    @Test
    void aGrantPastItsEndIsClosingThoughNobodySaidSo() {
        var request = approved(WEB).applied(applied(FIRST, WEB));
        assertThat(request.at(END.minusMillis(1)).state()).isEqualTo(RequestState.OPEN);
        assertThat(request.at(END).state()).isEqualTo(RequestState.CLOSING);
    }

    @Test
    void factsMayOvertakeTheApproval() {
        var request = pending(WEB).applied(applied(FIRST, WEB));
        assertState(request, RequestState.OPEN);
        assertState(request.decided(Approval.APPROVED), RequestState.OPEN);
    }

    @Test
    void removalBeforeOpeningIsClosed() {
        var request = approved(WEB).removed(removed(FIRST, WEB, CloseReason.EXPIRED));
        assertState(request, RequestState.CLOSED);
        assertState(request.applied(applied(FIRST, WEB)), RequestState.CLOSED);
    }

    @Test
    void approvedAndRefusedByTheEnforcerIsRefused() {
        assertState(approved(WEB, JUMP).refused(refused()), RequestState.REFUSED);
        assertState(approved(WEB).refused(refused(FIRST, WEB)), RequestState.REFUSED);
    }

    @Test
    void oneGrantRefusedAndOneToComeIsStillApproved() {
        assertState(approved(WEB, JUMP).refused(refused(FIRST, WEB)), RequestState.APPROVED);
    }

    @Test
    void oneGrantRefusedAndOneOverIsClosed() {
        var request = approved(WEB, JUMP)
                .refused(refused(FIRST, WEB))
                .applied(applied(SECOND, JUMP))
                .removed(removed(SECOND, JUMP, CloseReason.EXPIRED));
        assertThat(request.at(NOW)).isEqualTo(new Standing(RequestState.CLOSED, CloseReason.EXPIRED));
    }

    @Test
    void deniedAndLapsedAreTheirOwnWords() {
        assertState(pending(WEB).decided(Approval.DENIED), RequestState.DENIED);
        assertState(pending(WEB).decided(Approval.LAPSED), RequestState.LAPSED);
    }

    @Test
    void aRevokedOneIsClosingUntilTheEnforcerConfirms() {
        var revoked = approved(WEB).applied(applied(FIRST, WEB)).ended(Ending.Kind.REVOKE);
        assertState(revoked, RequestState.CLOSING);
        assertThat(revoked.confirmed().at(NOW)).isEqualTo(new Standing(RequestState.CLOSED, CloseReason.REVOKED));
    }

    @Test
    void aRevokedOneIsClosedByTheEventAlone() {
        var revoked = approved(WEB).applied(applied(FIRST, WEB)).ended(Ending.Kind.REVOKE);
        assertState(revoked.removed(removed(FIRST, WEB, CloseReason.REVOKED)), RequestState.CLOSED);
    }

    @Test
    void whatArrivesAfterTheConfirmationOpensNothing() {
        var late = approved(WEB).ended(Ending.Kind.REVOKE).confirmed().applied(applied(FIRST, WEB));
        assertThat(late.at(NOW)).isEqualTo(new Standing(RequestState.CLOSED, CloseReason.REVOKED));
        assertThat(late.grantsAt(NOW)).extracting(Grant::state).containsExactly(GrantState.CLOSED);
    }

    @Test
    void aRevokedPendingOneMayBeOpeningUntilConfirmed() {
        var revoked = pending(WEB).ended(Ending.Kind.REVOKE);
        assertState(revoked, RequestState.CLOSING);
        assertState(revoked.confirmed(), RequestState.CLOSED);
    }

    @Test
    void aCancelledOneIsCancelled() {
        var cancelled = pending(WEB).ended(Ending.Kind.CANCEL);
        assertState(cancelled, RequestState.CANCELLED);
        assertState(cancelled.confirmed(), RequestState.CANCELLED);
    }

    @Test
    void oneCancelledAfterItsApprovalIsClosingUntilConfirmed() {
        var cancelled = approved(WEB).ended(Ending.Kind.CANCEL);
        assertState(cancelled, RequestState.CLOSING);
        assertState(cancelled.confirmed(), RequestState.CANCELLED);
    }

    @Test
    void oneThatOpenedWhileItWasCancelledIsClosingThenClosed() {
        var cancelled = pending(WEB).ended(Ending.Kind.CANCEL).applied(applied(FIRST, WEB));
        assertState(cancelled, RequestState.CLOSING);
        assertState(cancelled.confirmed(), RequestState.CLOSED);
    }

    @Test
    void factsHeardTwiceChangeNothing() {
        var once = approved(WEB).applied(applied(FIRST, WEB)).removed(removed(FIRST, WEB, CloseReason.EXPIRED));
        assertThat(once.applied(applied(FIRST, WEB)).removed(removed(FIRST, WEB, CloseReason.EXPIRED)))
                .isEqualTo(once);
    }

    private static void assertState(AccessRequest request, RequestState expected) {
        assertThat(request.at(NOW).state()).isEqualTo(expected);
    }
}
