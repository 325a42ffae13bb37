package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.Requests;
import io.postern.approval.TestPolicy;
import io.postern.approval.domain.Review;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmitEmergencyTest {
    private static final TestPolicy UNLINKED = TestPolicy.saying(TestPolicy.AUTOMATIC);
    private static final Ruling.BreaksGlass ONCE_A_WEEK = new Ruling.BreaksGlass(
            List.of("emergency"), List.of(), List.of("security"), Duration.ofHours(24), 1, Duration.ofDays(7));

    private final Owed reviews = new Owed();
    private TestPolicy today = UNLINKED;
    private final AdmitEmergency emergencies = new AdmitEmergency(reviews, () -> today, _ -> {});

    @Test
    void accountsThatTodaysPolicyLinksShareTheirLimitUnderAnOlderOne() {
        assertThat(admit(REQUESTER, UNLINKED)).isInstanceOf(Admission.Granted.class);
        today = UNLINKED.version("test@2").linking(REQUESTER, APPROVER);

        assertThat(admit(APPROVER, UNLINKED)).isInstanceOf(Admission.Refused.class);
        assertThat(admit(OUTSIDER, UNLINKED)).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void accountsThatOnlyTheCasesPolicyLinksShareItToo() {
        TestPolicy then = UNLINKED.linking(REQUESTER, APPROVER);
        assertThat(admit(REQUESTER, then)).isInstanceOf(Admission.Granted.class);

        assertThat(admit(APPROVER, then)).isInstanceOf(Admission.Refused.class);
    }

    private Admission admit(PersonId person, TestPolicy policy) {
        RequestSubmitted request = Requests.of(person, Duration.ofHours(1), null, "db-1");
        return emergencies.admit(request, ONCE_A_WEEK, policy, NOW);
    }

    /** Reviews that nobody makes. */
    private static final class Owed implements Reviews {
        private final List<Review> all = new ArrayList<>();

        @Override
        public void queueUp() {}

        @Override
        public void add(Review review) {
            all.add(review);
        }

        @Override
        public List<Review> sinceOrAwaited(Instant since) {
            return List.copyOf(all);
        }

        @Override
        public Optional<Review> hold(RequestId request) {
            return Optional.empty();
        }

        @Override
        public void keep(Review.Made made, RequestId request) {}

        @Override
        public List<Awaited> awaited(Set<String> groups, int atMost) {
            return List.of();
        }
    }
}
