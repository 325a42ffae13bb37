package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmResponseTest {
    @Test
    void onlyAzureItselfSaysThatSomethingIsNotThere() throws Exception {
        var error = new ObjectMapper().readTree("{\"error\":{\"code\":\"ResourceNotFound\"}}");

        assertThat(new ArmResponse(404, error, Map.of()).isNotFound()).isTrue();
        assertThat(new ArmResponse(404, MissingNode.getInstance(), Map.of()).isNotFound())
                .isFalse();
        assertThat(new ArmResponse(403, error, Map.of()).isNotFound()).isFalse();
    }
}
