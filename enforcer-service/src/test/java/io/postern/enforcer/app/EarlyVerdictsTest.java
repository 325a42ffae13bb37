package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.Approved;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.ApprovalSignatures.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyVerdictsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:30Z");

    private final RequestId request = RequestId.next();
    private final Approved approved = new World().approval(request, Duration.ofHours(1));
    private final List<Approved> checked = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();

    @Test
    void whatAWorkerHasCheckedIsNotCheckedAgain() {
        EarlyVerdicts verdicts = new EarlyVerdicts(new Signatures(), Runnable::run);
        verdicts.begin(approved, NOW);

        assertThat(verdicts.verify(approved, NOW)).isEqualTo(new Verdict.Genuine("1", NOW));
        assertThat(checked).hasSize(1);
    }

    @Test
    void whoeverAsksBeforeAWorkerGetsToItNeedNotWait() {
        EarlyVerdicts verdicts = new EarlyVerdicts(new Signatures(), waiting::add);
        verdicts.begin(approved, NOW);

        assertThat(verdicts.verify(approved, NOW)).isEqualTo(new Verdict.Genuine("1", NOW));
        waiting.forEach(Runnable::run);
        assertThat(checked).hasSize(1);
    }

    @Test
    void anApprovalThatEqualsAnotherIsCheckedByItself() {
        EarlyVerdicts verdicts = new EarlyVerdicts(new Signatures(), Runnable::run);
        verdicts.begin(approved, NOW);
        Approved equal = new Approved(
                request,
                approved.requester(),
                approved.targets(),
                approved.duration(),
                approved.endsAt(),
                approved.notAfter(),
                approved.approvers(),
                approved.policyRule(),
                approved.policyVersion(),
                approved.jws(),
                approved.personal());

        assertThat(verdicts.verify(equal, NOW)).isEqualTo(new Verdict.Genuine("2", NOW));
        assertThat(checked).hasSize(2);
    }

    @Test
    void nothingIsKeptOfWhatNobodyAskedFor() {
        EarlyVerdicts verdicts = new EarlyVerdicts(new Signatures(), Runnable::run);
        verdicts.begin(approved, NOW).run();

        assertThat(verdicts.verify(approved, NOW)).isEqualTo(new Verdict.Genuine("2", NOW));
    }

    @Test
    void whatFailsAheadFailsForWhoeverAsks() {
        EarlyVerdicts verdicts = new EarlyVerdicts(
                new Signatures() {
                    @Override
                    public Verdict verify(Approved asked, Instant now) {
                        throw new UnsupportedOperationException("no keys");
                    }
                },
                Runnable::run);
        verdicts.begin(approved, NOW);

        assertThatThrownBy(() -> verdicts.verify(approved, NOW)).hasRootCauseMessage("no keys");
    }

    /** Numbers its answers. */
    private class Signatures implements ApprovalSignatures {
        @Override
        public Verdict verify(Approved asked, Instant now) {
            checked.add(asked);
            return new Verdict.Genuine("" + checked.size(), now);
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
