package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** First, because two emulators cannot stand for the same VMs at once, and because it makes what starts later start faster. */
@Order(-2)
class DemoIT {
    @Test
    void theDemoTellsTheWholeStoryAndLeavesNothingRunning() throws Exception {
        // As the first one after a build does: it writes down which classes it loaded, for the stacks that follow.
        Command demo = Command.run(List.of("demo"), Map.of("POSTERN_JUST_BUILT", "1"));

        System.out.println(demo.output());
        assertThat(demo.exit()).isZero();
        assertThat(demo.output())
                .containsSubsequence(
                        "web-1 protected",
                        "accepted",
                        "approved",
                        "seen in Azure",
                        "reaches the VM",
                        "does not",
                        "end of the window",
                        "rule seen gone",
                        "is blocked",
                        "trail verified");
        assertThat(Command.run(List.of("status")).exit()).isEqualTo(1);
    }
}
