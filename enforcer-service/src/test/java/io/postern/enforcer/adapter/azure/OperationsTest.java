package io.postern.enforcer.adapter.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.postern.arm.ArmResponse;
import io.postern.arm.Verdict;
import io.postern.arm.Verdict.Meaning;
import io.postern.enforcer.app.NetworkRules.Impatience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** How an operation of twelve seconds is followed whose first answer asks for ten seconds of patience, in set time. */
class OperationsTest implements Waiting {
    private static final Duration ASKED = Duration.ofSeconds(10);
    private long millis;
    private long doneAt = 12_000;
    private final List<Long> looks = new ArrayList<>();
    private final Operations operations = new Operations(this::look, this);

    @Test
    void withoutHurryItIsLookedAtWhenAzureSays() {
        assertThat(follow(() -> false).meaning()).isEqualTo(Meaning.DONE);
        assertThat(looks).containsExactly(10_000L, 20_000L);
    }

    @Test
    void anAddIsBrokenOffWhenSomethingElseIsUrgent() {
        assertThat(follow(() -> millis >= 3_000).meaning()).isEqualTo(Meaning.UNKNOWN);
        assertThat(millis).isEqualTo(3_000);
        assertThat(looks).isEmpty();
    }

    @Test
    void aRemovalIsLookedAtAtOnceWhenSomethingElseIsUrgentAndFollowedToItsEnd() {
        doneAt = 3_900;
        Impatience urgentFromThreeSecondsOn = () -> millis >= 3_000;

        assertThat(follow(urgentFromThreeSecondsOn).meaning()).isEqualTo(Meaning.DONE);

        assertThat(looks).containsExactly(3_000L, 3_500L, 4_000L);
    }

    private Verdict follow(BooleanSupplier hurry) {
        return operations.follow("operation", Optional.of(ASKED), hurry);
    }

    private ArmResponse look(String operation) {
        looks.add(millis);
        return new ArmResponse(
                200,
                JsonNodeFactory.instance.objectNode().put("status", millis < doneAt ? "InProgress" : "Succeeded"),
                Map.of("retry-after", "10"));
    }

    @Override
    public long nanos() {
        return Duration.ofMillis(millis).toNanos();
    }

    @Override
    public boolean pause(Duration pause) {
        millis += pause.toMillis();
        return true;
    }
}
