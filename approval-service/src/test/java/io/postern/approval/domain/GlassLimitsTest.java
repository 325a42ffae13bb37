package io.postern.approval.domain;

import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.Requests;
import io.postern.contracts.id.RequestId;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlassLimitsTest {
    private static final Ruling.BreaksGlass TWICE_A_WEEK = new Ruling.BreaksGlass(
            List.of("emergency"), List.of(), List.of("security"), Duration.ofHours(24), 2, Duration.ofDays(7));

    @Test
    void theFirstAndTheSecondEmergencyOfAWeekPassAndTheThirdDoesNot() {
        Review monday = reviewed(NOW.minus(Duration.ofDays(2)));
        Review tuesday = reviewed(NOW.minus(Duration.ofDays(1)));

        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(), NOW)).isEmpty();
        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(monday), NOW)).isEmpty();
        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(tuesday, monday), NOW))
                .hasValueSatisfying(lack -> {
                    assertThat(lack.reason()).isEqualTo("break-glass-limit");
                    assertThat(lack.detail()).contains("2 times").contains("2026-11-26T09:00:00Z");
                });
    }

    @Test
    void anEmergencyCountsUntilItsWeekIsOverAndNotAMomentLonger() {
        Instant weekAgo = NOW.minus(Duration.ofDays(7));
        Review recent = reviewed(NOW.minusSeconds(1));

        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(reviewed(weekAgo), recent), NOW))
                .isEmpty();
        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(reviewed(weekAgo.plusMillis(1)), recent), NOW))
                .isPresent();
    }

    @Test
    void aReviewThatIsOverdueStandsInTheWayHoweverLongAgo() {
        Review old = owed(NOW.minus(Duration.ofDays(30)));

        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(old), NOW)).hasValueSatisfying(lack -> {
            assertThat(lack.reason()).isEqualTo("review-overdue");
            assertThat(lack.detail()).contains(old.request().value());
        });
    }

    @Test
    void aReviewThatIsStillInTimeDoesNot() {
        Instant dayAgo = NOW.minus(Duration.ofHours(24));

        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(owed(dayAgo)), NOW)).isEmpty();
        assertThat(GlassLimits.lack(TWICE_A_WEEK, List.of(owed(dayAgo.minusMillis(1))), NOW))
                .isPresent();
    }

    @Test
    void aLimitOfNoneIsNone() {
        Ruling.BreaksGlass never = new Ruling.BreaksGlass(
                List.of("emergency"), List.of(), List.of(), Duration.ofHours(24), 0, Duration.ofDays(7));

        assertThat(GlassLimits.lack(never, List.of(), NOW)).isPresent();
    }

    private static Review owed(Instant brokenAt) {
        return new Review(
                RequestId.next(),
                REQUESTER,
                List.of("security"),
                brokenAt,
                brokenAt.plus(Duration.ofHours(24)),
                "emergency",
                "v1",
                null);
    }

    private static Review reviewed(Instant brokenAt) {
        Review owed = owed(brokenAt);
        return new Review(
                owed.request(),
                owed.requester(),
                owed.reviewerGroups(),
                owed.brokenAt(),
                owed.dueAt(),
                owed.policyRule(),
                owed.policyVersion(),
                new Review.Made(Requests.APPROVER, "Ada", true, "seen", brokenAt));
    }
}
