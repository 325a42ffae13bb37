package io.postern.request.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class BusyTest {
    @Test
    void aCallerIsToldToComeBackWhenIntakeIsBusy() {
        try (Response answer = Refusals.response(new Refusal(Reason.INTAKE_BUSY, "Try again."))) {
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
            assertThat(answer.getEntity()).asString().contains("intake-busy");
        }
    }
}
