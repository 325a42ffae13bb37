package io.postern.approval.domain;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.domain.ReviewOutcome.Reason;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewingTest {
    private static final String SECURITY = "security";
    private static final Humans EACH_THEIR_OWN = PersonId::equals;
    private static final Humans LINKED =
            (one, other) -> one.equals(other) || Set.of(one, other).equals(Set.of(REQUESTER, APPROVER));

    private final Review owed = review(null);

    @Test
    void aMemberOfAReviewingGroupReviewsOnce() {
        Approver ada = reviewer(APPROVER, NOW);

        assertThat(reviewing(EACH_THEIR_OWN).review(owed, ada, true, "seen", NOW))
                .isEqualTo(new ReviewOutcome.Made(made(APPROVER, true), false));
        assertThat(reviewing(EACH_THEIR_OWN).review(review(made(APPROVER, true)), ada, true, "again", NOW))
                .isEqualTo(new ReviewOutcome.Made(made(APPROVER, true), true));
    }

    @Test
    void whatOneFoundNobodyFindsAnew() {
        Review done = review(made(APPROVER, true));

        assertThat(reviewing(EACH_THEIR_OWN).review(done, reviewer(APPROVER, NOW), false, "no", NOW))
                .isEqualTo(new ReviewOutcome.NotMade(Reason.ALREADY_REVIEWED));
        assertThat(reviewing(EACH_THEIR_OWN).review(done, reviewer(SECOND_APPROVER, NOW), true, "yes", NOW))
                .isEqualTo(new ReviewOutcome.NotMade(Reason.ALREADY_REVIEWED));
    }

    @Test
    void nobodyReviewsTheirOwnEmergencyNeitherByALinkedAccount() {
        assertThat(reviewing(EACH_THEIR_OWN).review(owed, reviewer(REQUESTER, NOW), true, "fine", NOW))
                .isEqualTo(new ReviewOutcome.NotMade(Reason.OWN_REQUEST));
        assertThat(reviewing(LINKED).review(owed, reviewer(APPROVER, NOW), true, "fine", NOW))
                .isEqualTo(new ReviewOutcome.NotMade(Reason.OWN_REQUEST));
    }

    @Test
    void whoIsInNoneOfTheGroupsReviewsNothing() {
        Approver outsider = new Approver(OUTSIDER, "Olga", Set.of("approvers"), NOW, null);

        assertThat(reviewing(EACH_THEIR_OWN).review(owed, outsider, true, "fine", NOW))
                .isEqualTo(new ReviewOutcome.NotMade(Reason.NOT_A_REVIEWER));
    }

    @Test
    void aSignInThatIsOldOrWeakIsAskedForAgainUnlessThePolicyAsksForNone() {
        Instant old = NOW.minus(Duration.ofMinutes(5)).minusMillis(1);

        for (Approver ada : List.of(reviewer(APPROVER, null), reviewer(APPROVER, old))) {
            assertThat(reviewing(EACH_THEIR_OWN).review(owed, ada, true, "seen", NOW))
                    .isEqualTo(new ReviewOutcome.NotMade(Reason.STEP_UP));
            assertThat(new Reviewing(EACH_THEIR_OWN, Risk.HIGH).review(owed, ada, true, "seen", NOW))
                    .isInstanceOf(ReviewOutcome.Made.class);
        }
        assertThat(reviewing(EACH_THEIR_OWN).review(owed, reviewer(APPROVER, old.plusMillis(1)), true, "seen", NOW))
                .isInstanceOf(ReviewOutcome.Made.class);
    }

    private static Reviewing reviewing(Humans humans) {
        return new Reviewing(humans, Risk.MEDIUM);
    }

    private static Approver reviewer(PersonId person, @Nullable Instant strongSince) {
        return new Approver(person, "Ada", Set.of(SECURITY), strongSince, null);
    }

    private static Review.Made made(PersonId person, boolean justified) {
        return new Review.Made(person, "Ada", justified, "seen", NOW);
    }

    private static Review review(Review.@Nullable Made made) {
        return new Review(
                RequestId.next(),
                REQUESTER,
                List.of(SECURITY),
                NOW.minusSeconds(60),
                NOW.plusSeconds(60),
                "emergency",
                "v1",
                made);
    }
}
