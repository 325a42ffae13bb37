package io.postern.portal.domain.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.portal.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailWordsTest {
    @Test
    void typesOfEventsAreToldInPlainWords() {
        assertThat(new EventName("io.postern.enforcement.rules-applied.v1").words())
                .isEqualTo("Rules applied");
        assertThat(new EventName("io.postern.request.submitted.v1").words()).isEqualTo("Request submitted");
        assertThat(new EventName("io.postern.approval.approved.v1").words()).isEqualTo("Approved");
        assertThat(new EventName("io.postern.inventory.vm-assessed.v1").words()).isEqualTo("VM assessed");
        assertThat(EventName.all()).extracting(EventName::words).doesNotHaveDuplicates();
    }

    @Test
    void anEntryWithoutALineTellsWhatItKnows() {
        Entry entry = new Entry(
                1,
                "io.postern.observation.panic-ordered.v1",
                Instant.EPOCH,
                "everything",
                null,
                new Recorded("id", Map.of("personal", Map.of("name", "Ada"), "detail", "all of it")));

        assertThat(entry.text()).isEqualTo("Panic ordered by Ada: all of it");
        assertThat(entry.hasStory()).isFalse();
    }

    @Test
    void timesOfAFormAreInUtcAndWhatIsNoTimeGoesAsItIs() {
        TrailFilter filter = new TrailFilter("", " rita ", "", "", "2026-11-22T03:00", "yesterday");

        assertThat(filter.parts())
                .containsEntry("from", "2026-11-22T03:00:00Z")
                .containsEntry("to", "yesterday")
                .containsEntry("actor", "rita");
        assertThat(filter.isEmpty()).isFalse();
        assertThat(new TrailFilter(" ", "", "", "", "", "").isEmpty()).isTrue();
    }

    @Test
    void aCheckpointIsReadOutOfItsNoteAndNothingElseIs() {
        assertThat(Checkpoint.read("log\n12\nroot=\n\n— sig\n")).contains(new Checkpoint("log", 12, "root="));
        assertThat(Checkpoint.read("<html>\nno\nnote")).isEmpty();
        assertThat(Checkpoint.read("")).isEmpty();
    }

    @Test
    void aStoryIsProvenByTheCheckpointThatCoveredItsLastStep() {
        Told told = new Told(
                new Story("r", null, List.of(), List.of(), null, false), List.of(step(1, 4L), step(5, 9L)), true);

        assertThat(told.provenText()).isEqualTo("Checkpoint 9 covers all 2 steps.");
        assertThat(told.story().isShut()).isFalse();
    }

    @Test
    void shortTimesAreExactAndLongOnesInWords() {
        assertThat(Span.exact(Duration.ofMillis(230))).isEqualTo("230 ms");
        assertThat(Span.exact(Duration.ofMillis(4_250))).isEqualTo("4.2 s");
        assertThat(Span.exact(Duration.ofSeconds(90))).isEqualTo("1 min 30 s");
        assertThat(Span.words(Duration.ZERO)).isEqualTo("0 s");
    }

    private static Step step(long leaf, Long signedOver) {
        return new Step(leaf, null, "io.postern.expiry.expired.v1", Instant.EPOCH, null, signedOver);
    }
}
