package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.PortName;
import java.util.List;

/** Orders to Azure's stand-in to go wrong, until they are taken back. */
final class Faults implements AutoCloseable {
    private final String url;

    Faults(Stack stack) {
        url = stack.url(PortName.EMULATOR) + "/_emulator/faults";
    }

    /** These orders stand from now on, instead of those before. */
    void order(List<String> orders) {
        send("PUT", "[" + String.join(",", orders) + "]");
    }

    /** The orders that stand, with what they have done. */
    List<JsonNode> standing() {
        return Http.get(url, "").body().path("orders").valueStream().toList();
    }

    @Override
    public void close() {
        send("DELETE", "");
    }

    private void send(String method, String body) {
        Answer answer = Http.send(method, url, "", body);
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    }
}
