package io.postern.request.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.RequestId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostgresRequestHistoryTest {
    @Test
    void theLeastIdOfAnInstantIsAboveAllEarlierOnesAndBelowAllLaterOnes() {
        Instant made = Instant.parse("2016-07-30T23:54:10.259Z");
        String id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        assertThat(PostgresRequestHistory.earliest(made)).isEqualTo("01ARZ3NDEK0000000000000000");
        assertThat(PostgresRequestHistory.earliest(made)).isLessThanOrEqualTo(id);
        assertThat(PostgresRequestHistory.earliest(made.plusMillis(1))).isGreaterThan(id);
        assertThat(PostgresRequestHistory.earliest(Instant.EPOCH)).isLessThan(id);
        assertThat(PostgresRequestHistory.earliest(Instant.parse("2999-01-01T00:00:00Z")))
                .isGreaterThan(RequestId.next().value());
    }
}
