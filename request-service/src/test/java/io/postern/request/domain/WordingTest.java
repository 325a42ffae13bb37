package io.postern.request.domain;

import static io.postern.request.domain.Requests.END;
import static io.postern.request.domain.Requests.FIRST;
import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.SSH;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.extended;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.ExpiringSoon;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewMade;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.contracts.event.RevocationRequested;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read in a request's timeline. */
class WordingTest {
    private static final PersonId ANN = new PersonId("tenant", "ann");
    private static final List<Cidr> SOURCES = List.of(Cidr.parse("203.0.113.7"));

    @ParameterizedTest
    @MethodSource
    void everyEventIsOneSentence(String what, String detail, PosternEvent event) {
        assertThat(Wording.of(event, NOW)).contains(new TimelineEntry(NOW, what, detail));
    }

    static Stream<Arguments> everyEventIsOneSentence() {
        return Stream.of(
                Arguments.of(
                        "expiring-soon",
                        "Ends at 2026-11-21T12:05:00Z unless it is extended.",
                        new ExpiringSoon(RequestId.next(), GrantId.next(), Instant.parse("2026-11-21T12:05:00Z"))),
                Arguments.of(
                        "open", "web-1 is open on 22/TCP until 2030-01-01T13:00:00Z.", Requests.applied(FIRST, WEB)),
                Arguments.of(
                        "open",
                        "jump-1 is open on 22/TCP until 2030-01-01T13:00:00Z; connect to 192.0.2.20:41600 for 22/TCP.",
                        Requests.mapped(FIRST, JUMP)),
                Arguments.of("submitted", "Asked for web-1 on 22/TCP for 1 h 30 min.", submitted(null)),
                Arguments.of(
                        "submitted",
                        "Asked for web-1 on 22/TCP for 1 h 30 min, in an emergency: nobody is asked first.",
                        submitted(true)),
                Arguments.of(
                        "approval-needed",
                        "Waits for 3 approvers: one approver by rule guarded, 2 approvers by rule prod, until"
                                + " 2030-01-01T13:00:00Z.",
                        asks(null, new Stage("guarded", List.of("a"), 1), new Stage("prod", List.of("b"), 2))),
                Arguments.of(
                        "extension-approval-needed",
                        "Extension 2: Waits for 3 approvers (rule guarded), until 2030-01-01T13:00:00Z.",
                        asks(2)),
                Arguments.of(
                        "decision-counted",
                        "Ann approves, but only port 22, only from 203.0.113.7, for no longer than 30 min through sample"
                                + " (1 of 2): seen with the owner.",
                        counted(
                                Verdict.APPROVE,
                                null,
                                new Narrowing(Duration.ofMinutes(30), List.of(new Port(22)), SOURCES),
                                "sample")),
                Arguments.of(
                        "extension-decision-counted",
                        "Extension 1: Ann denies: seen with the owner.",
                        counted(Verdict.DENY, 1, null, null)),
                Arguments.of(
                        "decision-rejected",
                        "A verdict through sample does not count: Sign in again.",
                        new DecisionRejected(ID, null, ANN, "sample", "confirmation-needed", "Sign in again.")),
                Arguments.of(
                        "approved",
                        "Approved by one approver (rule guarded): web-1 on 22/TCP; jump-1 on 22/TCP from 203.0.113.7 for"
                                + " 30 min.",
                        approved(List.of(ANN), null)),
                Arguments.of(
                        "approved",
                        "Approved automatically by policy rule guarded: web-1 on 22/TCP; jump-1 on 22/TCP from"
                                + " 203.0.113.7 for 30 min.",
                        approved(List.of(), null)),
                Arguments.of(
                        "approved",
                        "Approved in an emergency by policy rule guarded, nobody was asked: web-1 on 22/TCP; jump-1 on"
                                + " 22/TCP from 203.0.113.7 for 30 min.",
                        approved(List.of(), true)),
                Arguments.of(
                        "extension-approved",
                        "Extension 1: Approved automatically by policy rule guarded: web-1 on 22/TCP from 203.0.113.7"
                                + " until 2030-01-01T13:00:00Z.",
                        extended(1, END)),
                Arguments.of(
                        "extension-denied",
                        "Extension 1: Not now.",
                        new Denied(ID, "denied", "Not now.", List.of(ANN), "guarded", "1", 1)),
                Arguments.of("lapsed", "Nobody decided in time (rule guarded).", new Lapsed(ID, null, "guarded", "1")),
                Arguments.of(
                        "extension-lapsed",
                        "Extension 1: Nobody decided in time (rule guarded).",
                        new Lapsed(ID, 1, "guarded", "1")),
                Arguments.of(
                        "extension-requested",
                        "Extension 1: Rita asks to keep it open until 2030-01-01T14:00:00Z instead of"
                                + " 2030-01-01T13:00:00Z: not done yet.",
                        new ExtensionRequested(
                                ID,
                                1,
                                REQUESTER,
                                NOW,
                                END,
                                END.plusSeconds(3600),
                                new ExtensionRequested.Personal("Rita", "not done yet", "nonce"))),
                Arguments.of(
                        "review-needed",
                        "Nobody was asked first, so somebody has to review it by 2030-01-01T13:00:00Z (rule emergency).",
                        new ReviewNeeded(ID, REQUESTER, List.of("security"), END, "emergency", "1")),
                Arguments.of(
                        "reviewed",
                        "Ann finds that it was not justified: there was no emergency!",
                        new ReviewMade(ID, ANN, false, new ReviewMade.Personal("Ann", "there was no emergency!"))),
                Arguments.of(
                        "extended",
                        "web-1 stays open; the rule with the earlier end is gone.",
                        removed(FIRST, WEB, CloseReason.EXTENDED)),
                Arguments.of(
                        "close-ordered",
                        "Ann closes it (revoked).",
                        new RevocationRequested(
                                ID, ANN, CloseReason.REVOKED, new RevocationRequested.Personal("Ann", ""))));
    }

    private static RequestSubmitted submitted(Boolean breakGlass) {
        return new RequestSubmitted(
                ID,
                REQUESTER,
                List.of(new Target(WEB, List.of(SSH))),
                Duration.ofMinutes(90),
                null,
                null,
                breakGlass,
                new RequestSubmitted.Personal("Rita", SOURCES, "deploy a fix", "nonce"));
    }

    private static ApprovalNeeded asks(Integer extension, Stage... stages) {
        return new ApprovalNeeded(
                ID, 3, List.of("a", "b"), "guarded", "1", extension, List.of(stages), "digest", null, null, END);
    }

    private static DecisionCounted counted(Verdict verdict, Integer extension, Narrowing narrowed, String through) {
        return new DecisionCounted(
                ID,
                ANN,
                verdict,
                1,
                2,
                extension,
                through,
                new DecisionCounted.Personal("Ann", "seen with the owner", narrowed));
    }

    private static Approved approved(List<PersonId> approvers, Boolean breakGlass) {
        return new Approved(
                ID,
                REQUESTER,
                List.of(new Target(WEB, List.of(SSH)), new Target(JUMP, List.of(SSH))),
                Duration.ofMinutes(30),
                null,
                END,
                approvers,
                "guarded",
                "1",
                "jws",
                null,
                breakGlass,
                new Approved.Personal(SOURCES, "nonce"));
    }
}
