package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.audit.app.IssueReceipt.Answer;
import io.postern.audit.domain.AccessStep;
import io.postern.audit.domain.AccessStep.Approved;
import io.postern.audit.domain.AccessStep.Closed;
import io.postern.audit.domain.AccessStep.Opened;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteKey;
import io.postern.contracts.id.RequestId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssueReceiptTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final RequestId REQUEST = RequestId.next();

    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final List<AccessStep> steps = new ArrayList<>(List.of(
            new Approved(3, NOON, NOON.plusSeconds(3_600)),
            new Opened(
                    5, "G", NOON.plusSeconds(1), NOON.plusSeconds(1), NOON.plusSeconds(1_800), "rule-g", "/vm/web-1"),
            new Closed(9, "G", NOON.plusSeconds(1_801), "expired")));

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
        steps.set(0, new Approved(3, NOON, NOON.plusSeconds(1_799)));
        assertNone("otherwise than approved");
        steps.set(0, new Approved(3, NOON.plusSeconds(2), NOON.plusSeconds(3_600)));
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
                    10, "G2", NOON.plusSeconds(9), NOON.plusSeconds(9), NOON.plusSeconds(99), "rule-g2", "/vm/web-1"));
            signed(11);
            return Optional.of(before);
        };

        assertThat(new IssueReceipt(grows, files, key).on(REQUEST))
                .isInstanceOfSatisfying(
                        Answer.Issued.class, issued -> assertThat(issued.note()).contains("tree size=10 "));
        assertThat(answer())
                .isInstanceOfSatisfying(
                        Answer.None.class, none -> assertThat(none.because()).contains("G2"));
    }

    @Test
    void aRequestThatTheTrailDoesNotKnowIsSaidToBeUnknown() {
        assertThat(new IssueReceipt(_ -> Optional.empty(), files, key).on(REQUEST))
                .isInstanceOf(Answer.Unknown.class);
    }

    private void assertNone(String because) {
        assertThat(answer())
                .isInstanceOfSatisfying(
                        Answer.None.class, none -> assertThat(none.because()).contains(because));
    }

    private Answer answer() {
        return new IssueReceipt(_ -> Optional.of(steps), files, key).on(REQUEST);
    }
}
