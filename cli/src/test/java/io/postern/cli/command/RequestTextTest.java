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

    @Test
    void whatSomebodyWroteStaysOnItsLineAndInItsOrder() throws IOException {
        JsonNode waiting = json("""
                {"requestId":"01K","requesterName":"Rita\\u001b[2J","sources":["203.0.113.7/32"],"rule":"r",
                 "justification":"disk\\nfull\\u202e2/32\\u2066 on\\u2028web-1 — für Jörg","counted":0,"needed":1}""");
        assertThat(WaitingText.verdict(waiting))
                .contains("Rita [2J asks for", "disk full 2/32  on web-1 — für Jörg")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028]");
        assertThat(RequestText.plain(json("{\"at\":\"now\",\"what\":\"denied\",\"detail\":\"no\\r\\nway\"}")))
                .endsWith("no  way");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
