package io.postern.request.domain;

import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseOrderTest {
    @Test
    void aNewOrderIsDueAtOnce() {
        assertThat(CloseOrder.Due.at(ID, CloseReason.REVOKED, NOW).notBefore()).isEqualTo(NOW);
    }

    @Test
    void anOrderIsTriedAgainAfterOneToFiveSecondsForEver() {
        CloseOrder.Due order = CloseOrder.Due.at(ID, CloseReason.REVOKED, NOW);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant tried = order.notBefore();
            order = order.again(tried);
            waits.add(Duration.between(tried, order.notBefore()).toSeconds());
        }
        assertThat(waits).containsExactly(1L, 2L, 3L, 4L, 5L, 5L, 5L, 5L);
    }
}
