package io.postern.request.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.RequestId;
import io.postern.request.app.IdempotencyKeys.Key;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Quota;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, by whomever, of whichever world: a dry run and the submission after it say the same. */
class DryRunAgreementTest {
    private static final int SUBMISSIONS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aDryRunAndASubmissionNeverDisagree(long seed) {
        RandomSubmissions random = new RandomSubmissions(new Random(seed));
        Memory memory = new Memory(random);
        SubmitRequest submit = new SubmitRequest(
                memory,
                memory,
                memory,
                memory,
                memory,
                new Limits(Duration.ofMinutes(1), Map.of()),
                new Quota(40, 60),
                RequestId::next,
                () -> "nonce");
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int made = 0;
        int repeated = 0;
        for (int i = 0; i < SUBMISSIONS; i++) {
            Instant now = RandomSubmissions.START.plusSeconds(7L * i);
            random.changeTheWorld();
            Submission submission = random.submission(now);
            Optional<Key> key = random.key(submission);
            int before = memory.writes();
            Submitted previewed = submit.preview(submission, key, now);
            assertThat(memory.writes()).as("a dry run writes nothing").isEqualTo(before);
            switch (submit.submit(submission, key, now)) {
                case Submitted.Refused refused -> {
                    assertThat(previewed).isEqualTo(refused);
                    reasons.add(refused.refusal().reason());
                }
                case Submitted.Accepted accepted -> {
                    assertThat(previewed).isInstanceOf(Submitted.Accepted.class);
                    boolean isNew = agree((Submitted.Accepted) previewed, accepted);
                    made += isNew ? 1 : 0;
                    repeated += isNew ? 0 : 1;
                }
            }
        }
        assertThat(reasons).hasSizeGreaterThan(17);
        assertThat(made).isGreaterThan(30);
        assertThat(repeated).isGreaterThan(5);
    }

    /** Whether the request was a new one, which both must say. */
    private static boolean agree(Submitted.Accepted previewed, Submitted.Accepted accepted) {
        assertThat(previewed.request().terms()).isEqualTo(accepted.request().terms());
        boolean isNew = previewed.timeline().isEmpty();
        assertThat(previewed.request().id().equals(accepted.request().id())).isEqualTo(!isNew);
        return isNew;
    }
}
