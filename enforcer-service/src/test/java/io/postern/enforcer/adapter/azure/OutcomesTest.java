package io.postern.enforcer.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.arm.Backoff;
import io.postern.arm.Verdict;
import io.postern.arm.Verdict.Meaning;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final BoundaryId NSG = new BoundaryId(
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n");
    private final Outcomes outcomes = new Outcomes(Backoff.of(() -> 0.5));

    @Test
    void whoeverIsThrottledWaitsAsLongAsAzureAsks() {
        assertThat(throttled(Duration.ofMinutes(5))).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(5), "429"));
    }

    @Test
    void aWaitThatNobodyCanMeanIsTenMinutes() {
        assertThat(throttled(Duration.ofDays(3))).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(10), "429"));
    }

    private Outcome throttled(Duration retryAfter) {
        return outcomes.of(NSG, new Verdict(Meaning.THROTTLED, Optional.of(retryAfter), "429"), null);
    }
}
