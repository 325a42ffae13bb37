package io.postern.emulator.entra;

import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.time.Instant;
import java.util.UUID;

/** Entra's error bodies. */
final class EntraError {
    private EntraError() {}

    static Reply of(int status, String error, int number, String sentence, Instant at) {
        var body = Json.object();
        body.put("error", error);
        body.put("error_description", "AADSTS" + number + ": " + sentence);
        body.putArray("error_codes").add(number);
        body.put("timestamp", at.toString());
        body.put("trace_id", UUID.randomUUID().toString());
        body.put("correlation_id", UUID.randomUUID().toString());
        return Reply.of(status, body);
    }
}
