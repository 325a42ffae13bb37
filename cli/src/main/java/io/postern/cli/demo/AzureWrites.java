package io.postern.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Api;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.PortName;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What was written to Azure, and when it took effect: the emulator's own account, not the word of a service. */
final class AzureWrites {
    private final Api api;
    private final URI history;

    AzureWrites(Api api, Addresses addresses) {
        this.api = api;
        this.history = addresses.http(PortName.EMULATOR).resolve("/_emulator/history");
    }

    /** One write that Azure took. */
    record Write(Instant at, String who, String rule) {}

    /** The last successful write of that kind to a security rule whose name starts so. */
    Optional<Write> toRule(String method, String prefix) {
        Optional<Write> found = Optional.empty();
        for (JsonNode write : api.get(history, "").path("value")) {
            String path = write.path("path").asText();
            String rule = path.substring(path.lastIndexOf('/') + 1);
            if (write.path("method").asText().equals(method)
                    && write.path("status").asInt() < 300
                    && path.toLowerCase(Locale.ROOT).contains("/securityrules/")
                    && rule.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                found = Optional.of(new Write(
                        Instant.parse(write.path("time").asText()),
                        write.path("who").asText(),
                        rule));
            }
        }
        return found;
    }
}
