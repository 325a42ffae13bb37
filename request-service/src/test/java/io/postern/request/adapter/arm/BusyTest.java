package io.postern.request.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class BusyTest {
    @Test
    void aClientOfAzureIsToldToComeBackWhenIntakeIsBusy() {
        PolicyId id = new PolicyId("20ff7fc3-e762-44dd-bd96-b71116dcdc23", "g", "westeurope", "default");
        try (Response answer = ArmProblems.refused(id, new Refusal(Reason.INTAKE_BUSY, "Try again."))) {
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
        }
    }
}
