package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.audit.app.IssueReceipt.Answer;
import io.postern.audit.domain.AccessStep;
import io.postern.audit.domain.AccessStep.Approved;
import io.postern.audit.domain.AccessStep.Closed;
import io.postern.audit.domain.AccessStep.Opened;
import io.postern.audit.domain.AccessStep.Refused;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Door;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteKey;
import io.postern.contracts.id.RequestId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssueReceiptTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Door WEB = new Door("/vm/web-1", "22/TCP");
    private static final Door DB = new Door("/vm/db-1", "22/TCP");
    private static final RequestId REQUEST = RequestId.next();

    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final List<AccessStep> steps = new ArrayList<>(List.of(
            approved(3, 0, 3_600, WEB),
            new Opened(
                    5,
                    "G",
                    NOON.plusSeconds(1),
                    NOON.plusSeconds(1),
                    NOON.plusSeconds(1_800),
                    "rule-g",
                    "/vm/web-1",
                    List.of(WEB)),
            new Closed(9, "G", NOON.plusSeconds(1_801), "expired")));

    private Instant now = NOON.plusSeconds(1_802);
    private final LogFiles files = new MemoryFiles();

    @BeforeEach
    void signed() {
        signed(10);
    }

    private void signed(long size) {
        files.writeCheckpoint(key.sign(new Checkpoint(key.name(), size, Hash.empty()).text()));
    }

    @Test
    void aClosedRequestHasAReceiptThatTheLogsKeySigned() {
        assertThat(answer())
                .isInstanceOfSatisfying(
                        Answer.Issued.class,
                        issued -> assertThat(key.verifier().open(issued.note()).orElseThrow())
                                .isEqualTo("postern closure receipt v1\npostern.example/test\nrequest " + REQUEST + "\n"
                                        + "approved leaf=3 at=2026-11-21T12:00:00Z notAfter=2026-11-21T13:00:00Z\n"
                                        + "opened leaf=5 grant=G at=2026-11-21T12:00:01Z from=2026-11-21T12:00:01Z"
                                        + " until=2026-11-21T12:30:00Z rule=rule-g vm=/vm/web-1\n"
                                        + "closed leaf=9 grant=G at=2026-11-21T12:30:01Z how=expired\n"
                                        + "tree size=10 root=" + Hash.empty().base64() + "\n"));
    }

    @Test
    void aReceiptIsNoCheckpoint() {
        assertThat(answer())
                .isInstanceOfSatisfying(
                        Answer.Issued.class,
                        issued -> assertThat(Checkpoint.open(issued.note(), key.verifier()))
                                .isEmpty());
    }

    @Test
    void whatIsStillOpenHasNone() {
        steps.removeLast();
        assertNone("still open is grant G");
    }

    @Test
    void whatWasNeverOpenHasNone() {
        steps.removeLast();
        steps.removeLast();
        assertNone("was ever open");
    }

    @Test
    void whatWasOpenOtherwiseThanApprovedHasNone() {
        steps.set(0, approved(3, 0, 1_799, WEB));
        assertNone("otherwise than approved");
        steps.set(0, approved(3, 67, 3_600, WEB));
        assertNone("otherwise than approved");
        steps.removeFirst();
        assertNone("otherwise than approved");
    }

    @Test
    void whatIsNotSignedYetHasItsReceiptLater() {
        steps.add(new Closed(10, "G2", NOON, "expired"));

        assertThat(answer()).isInstanceOf(Answer.NotYetSigned.class);
    }

    @Test
    void aTreeThatGrowsWhileTheStepsAreReadIsNotTheOneAttested() {
        AccessSteps grows = _ -> {
            List<AccessStep> before = List.copyOf(steps);
            steps.add(new Opened(
                    10,
                    "G2",
                    NOON.plusSeconds(9),
                    NOON.plusSeconds(9),
                    NOON.plusSeconds(99),
                    "rule-g2",
                    "/vm/web-1",
                    List.of(WEB)));
            signed(11);
            return Optional.of(before);
        };

        assertThat(new IssueReceipt(grows, files, key, () -> now).on(REQUEST))
                .isInstanceOfSatisfying(
                        Answer.Issued.class, issued -> assertThat(issued.note()).contains("tree size=10 "));
        assertThat(answer())
                .isInstanceOfSatisfying(
                        Answer.None.class, none -> assertThat(none.because()).contains("G2"));
    }

    @Test
    void aRequestThatTheTrailDoesNotKnowIsSaidToBeUnknown() {
        assertThat(new IssueReceipt(_ -> Optional.empty(), files, key, () -> now).on(REQUEST))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void whatWasOpenElsewhereOrForLongerThanApprovedHasNone() {
        steps.set(0, approved(3, 0, 3_600, DB));
        assertNone("otherwise than approved");
        steps.set(0, approved(3, 0, 3_600, new Door("/vm/web-1", "23/TCP")));
        assertNone("otherwise than approved");
        steps.set(0, lasting(Optional.of(NOON.plusSeconds(1_799)), Optional.empty()));
        assertNone("otherwise than approved");
        steps.set(0, lasting(Optional.empty(), Optional.of(Duration.ofSeconds(1_793))));
        assertNone("otherwise than approved");
        steps.set(0, lasting(Optional.of(NOON.plusSeconds(1_800)), Optional.empty()));
        assertThat(answer()).isInstanceOf(Answer.Issued.class);
        steps.set(0, lasting(Optional.empty(), Optional.of(Duration.ofSeconds(1_799))));
        assertThat(answer()).isInstanceOf(Answer.Issued.class);
    }

    @Test
    void anApprovalByAClockThatIsAMinuteAheadStillGivesTheOpening() {
        steps.set(0, approved(3, 65, 3_600, WEB));
        assertThat(answer()).isInstanceOf(Answer.Issued.class);
    }

    @Test
    void aVmThatMayStillBeOpenedKeepsTheReceiptBack() {
        steps.set(0, approved(3, 0, 3_600, WEB, DB));
        assertNone("may still be opened: port 22/TCP of /vm/db-1");

        now = NOON.plusSeconds(3_600 + 66);
        assertThat(answer()).isInstanceOf(Answer.Issued.class);
    }

    @Test
    void aVmThatWasRefusedKeepsNothingBack() {
        steps.set(0, approved(3, 0, 3_600, WEB, DB));
        steps.add(1, new Refused(4, Optional.of("H"), Optional.of("/vm/DB-1")));

        assertThat(answer()).isInstanceOf(Answer.Issued.class);
    }

    @Test
    void anExtensionThatIsNotWrittenYetKeepsTheReceiptBackUnlessItWasRefused() {
        steps.add(1, approved(4, 60, 3_600, WEB));
        assertNone("may still be opened: port 22/TCP of /vm/web-1");

        steps.add(new Refused(8, Optional.empty(), Optional.empty()));
        assertThat(answer()).isInstanceOf(Answer.Issued.class);
    }

    private static Approved approved(long leaf, long at, long notAfter, Door... doors) {
        return new Approved(
                leaf,
                NOON.plusSeconds(at),
                NOON.plusSeconds(notAfter),
                Optional.empty(),
                Optional.empty(),
                List.of(doors));
    }

    private static Approved lasting(Optional<Instant> endsAt, Optional<Duration> length) {
        return new Approved(3, NOON, NOON.plusSeconds(3_600), endsAt, length, List.of(WEB));
    }

    private void assertNone(String because) {
        assertThat(answer())
                .isInstanceOfSatisfying(
                        Answer.None.class, none -> assertThat(none.because()).contains(because));
    }

    private Answer answer() {
        return new IssueReceipt(_ -> Optional.of(steps), files, key, () -> now).on(REQUEST);
    }
}
