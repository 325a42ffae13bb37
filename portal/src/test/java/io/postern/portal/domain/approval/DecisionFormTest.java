package io.postern.portal.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionFormTest {
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final Pending ASKED = pending(null, Duration.ofHours(2), null);

    @Test
    void anApprovalTakesNothingAwayWhateverTheHiddenPartSays() {
        DecisionForm form = form("approve", "fine", "PT30M", List.of("22"), List.of(), "");

        assertThat(form.wrong(ASKED)).isEmpty();
        assertThat(form.decision(ASKED)).isEqualTo(new Decision("approve", "fine", null, "digest"));
    }

    @Test
    void whatIsLeftTickedIsWhatIsSent() {
        DecisionForm form = form("less", "fine", "", List.of("22"), List.of("203.0.113.7/32", "198.51.100.0/24"), "");

        assertThat(form.decision(ASKED).narrow()).isEqualTo(new Less(null, List.of(22), null));
    }

    @Test
    void sourcesOfOnesOwnStandInPlaceOfTheTickedOnes() {
        DecisionForm form = form("less", "fine", "", List.of("22", "443"), List.of(), "203.0.113.7, 198.51.100.9 ");

        assertThat(form.wrong(ASKED)).isEmpty();
        assertThat(form.decision(ASKED).narrow())
                .isEqualTo(new Less(null, null, List.of("203.0.113.7", "198.51.100.9")));
    }

    @Test
    void aPortThatWasNotAskedForIsNotSent() {
        DecisionForm form = form("less", "fine", "", List.of("22", "3389"), ASKED.sources(), "");

        assertThat(form.decision(ASKED).narrow()).isEqualTo(new Less(null, List.of(22), null));
    }

    @Test
    void lessOfNothingAndNothingAtAllAreNoAnswers() {
        assertThat(form("less", "fine", "", List.of("22", "443"), ASKED.sources(), "")
                        .wrong(ASKED))
                .containsOnlyKeys("less");
        assertThat(form("less", "fine", "", List.of(), ASKED.sources(), "").wrong(ASKED))
                .containsOnlyKeys("ports");
        assertThat(form("less", "fine", "", List.of("22"), List.of(), "").wrong(ASKED))
                .containsOnlyKeys("sources");
    }

    @Test
    void anAnswerNeedsAChoiceAndAReasonOfBoundedLength() {
        assertThat(form("", "", "", List.of(), List.of(), "").wrong(ASKED)).containsOnlyKeys("choice", "reason");
        assertThat(form("deny", "x".repeat(501), "", List.of(), List.of(), "").wrong(ASKED))
                .containsOnlyKeys("reason");
        assertThat(form("perhaps", "x", "", List.of(), List.of(), "").wrong(ASKED))
                .containsOnlyKeys("choice");
    }

    @Test
    void onlyShorterTimesAreOffered() {
        assertThat(ASKED.shorter(NOW)).extracting(Shorter::value).containsExactly("PT15M", "PT30M", "PT1H");
        assertThat(pending(null, null, NOW.plusSeconds(3_000)).shorter(NOW))
                .extracting(Shorter::value)
                .containsExactly("PT15M", "PT30M");
        Extending extension = new Extending(1, NOW.minusSeconds(7_200), NOW, NOW.plusSeconds(3_600));
        assertThat(pending(extension, null, extension.endsAt()).shorter(NOW))
                .containsExactly(new Shorter("PT2H15M", "15 min longer"), new Shorter("PT2H30M", "30 min longer"));
    }

    @Test
    void theIdBeforeAnotherIsTheNextSmallerOne() {
        assertThat(RequestIds.before("01ARZ3NDEKTSV4RRFFQ69G5FAV")).isEqualTo("01ARZ3NDEKTSV4RRFFQ69G5FAT");
        assertThat(RequestIds.before("01ARZ3NDEKTSV4RRFFQ69G5F00")).isEqualTo("01ARZ3NDEKTSV4RRFFQ69G5EZZ");
        assertThat(RequestIds.isOne("01ARZ3NDEKTSV4RRFFQ69G5FAV")).isTrue();
        assertThat(RequestIds.isOne("81ARZ3NDEKTSV4RRFFQ69G5FAV")).isFalse();
        assertThat(RequestIds.isOne("reviews")).isFalse();
    }

    private static DecisionForm form(
            String choice, String reason, String duration, List<String> ports, List<String> sources, String only) {
        return new DecisionForm(choice, reason, "digest", duration, ports, sources, only);
    }

    private static Pending pending(
            @Nullable Extending extension, @Nullable Duration duration, @Nullable Instant endsAt) {
        return new Pending(
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                extension,
                new Someone("t", "o"),
                "Rita",
                List.of(new Targeted("/x/web-1", List.of(443, 22)), new Targeted("/x/db-1", List.of(22))),
                List.of("203.0.113.7/32", "198.51.100.0/24"),
                duration,
                endsAt,
                "why",
                null,
                "rule",
                "1",
                "low",
                List.of(),
                List.of(),
                0,
                1,
                List.of(),
                null,
                "digest",
                NOW,
                NOW);
    }
}
