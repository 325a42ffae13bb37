package io.postern.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Records of the topic postern.audit, with what of them ties a record to its entry. */
final class Siem {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Siem() {}

    /** A record for each entry, with this note. */
    static List<String> records(List<String> entries, String note) throws IOException {
        List<String> records = new ArrayList<>();
        for (String entry : entries) {
            records.add(record(records.size(), entry, note));
        }
        return records;
    }

    static String record(long index, String entry, String note) throws IOException {
        JsonNode event = JSON.readTree(entry);
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("time", Instant.parse(event.path("time").asText()).toEpochMilli());
        ObjectNode metadata = record.putObject("metadata")
                .put("version", "1.8.0")
                .put("uid", event.path("id").asText())
                .put("sequence", index);
        if (event.at("/data/requestId").isTextual()) {
            metadata.put("correlation_uid", event.at("/data/requestId").asText());
        }
        record.putObject("unmapped")
                .putObject("postern")
                .put("leafIndex", index)
                .put(
                        "leafHash",
                        Base64.getEncoder()
                                .encodeToString(Sha256.of(new byte[] {0}, entry.getBytes(StandardCharsets.UTF_8))))
                .put("checkpoint", note);
        return record.toString();
    }
}
