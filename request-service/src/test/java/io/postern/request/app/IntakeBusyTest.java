package io.postern.request.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.RequestId;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Quota;
import io.postern.request.domain.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntakeBusyTest {
    @Test
    void whenTooManyWaitASubmissionIsRefusedAndNothingIsWritten() {
        RandomSubmissions random = new RandomSubmissions(new Random(1));
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
                () -> "nonce",
                new Batches.Size(1, 0, 0, Duration.ofSeconds(1)));

        Submitted answer =
                submit.submit(random.submission(RandomSubmissions.START), Optional.empty(), RandomSubmissions.START);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Submitted.Refused.class,
                        no -> assertThat(no.refusal().reason()).isEqualTo(Reason.INTAKE_BUSY));
        assertThat(memory.writes()).isZero();
    }
}
