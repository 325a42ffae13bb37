package io.postern.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RequestTextTest {
    @Test
    void whatIsOpenThroughAFirewallSaysWhereToConnect() throws IOException {
        JsonNode request = json("""
                {"grants":[{"vm":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/fw-1",
                 "connect":[{"port":22,"protocol":"TCP","address":"192.0.2.20","mappedPort":41600},
                            {"port":3389,"protocol":"TCP","address":"192.0.2.20","mappedPort":41601}]}]}""");
        assertThat(RequestText.ways(request))
                .containsExactly(
                        "For fw-1 22/TCP, connect to 192.0.2.20 port 41600 (ssh -p 41600 USER@192.0.2.20)",
                        "For fw-1 3389/TCP, connect to 192.0.2.20 port 41601");
    }

    @Test
    void whatIsReachedAtItsOwnAddressesSaysNothingMore() throws IOException {
        assertThat(RequestText.ways(json("{\"grants\":[{\"vm\":\"web-1\"}]}"))).isEmpty();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
