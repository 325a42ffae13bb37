package io.postern.audit.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.siem.ExportForm;
import io.postern.audit.app.siem.ExportForms;
import io.postern.audit.app.siem.Form;
import io.postern.audit.domain.siem.CsvRow;
import io.postern.audit.domain.siem.Told;
import io.postern.contracts.codec.PosternJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The forms in which the trail can be taken away: three of JSON, an object a line, and a table. */
public final class Exports {
    private static final ObjectMapper JSON = PosternJson.mapper();
    private static final String JSON_LINES = "application/jsonl; charset=UTF-8";

    private Exports() {}

    public static ExportForms all() {
        return new ExportForms(List.of(
                new JsonLines("jsonl", (entry, _) -> whole(entry)),
                new Table(),
                new JsonLines("ocsf", (_, told) -> of(JsonForms.ocsf(), told)),
                new JsonLines("asim", (_, told) -> of(JsonForms.asim(), told))));
    }

    @FunctionalInterface
    private interface Writing {
        byte[] of(TrailEntry entry, Told told);
    }

    private record JsonLines(String word, Writing writing) implements ExportForm {
        @Override
        public String mediaType() {
            return JSON_LINES;
        }

        @Override
        public byte[] line(TrailEntry entry, Told told) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            line.writeBytes(writing.of(entry, told));
            line.write('\n');
            return line.toByteArray();
        }
    }

    private record Table() implements ExportForm {
        @Override
        public String word() {
            return "csv";
        }

        @Override
        public String mediaType() {
            return "text/csv; charset=UTF-8; header=present";
        }

        @Override
        public byte[] head() {
            return CsvRow.head().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] line(TrailEntry entry, Told told) {
            return CsvRow.of(told).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] of(Form form, Told told) {
        return form.of(told);
    }

    /** The event as it was recorded, with its personal values as far as they are not erased. */
    private static byte[] whole(TrailEntry entry) {
        try {
            JsonNode event = JSON.readTree(entry.leaf());
            if (entry.personal().isPresent() && event.path("data") instanceof ObjectNode data) {
                data.set("personal", JSON.readTree(entry.personal().get()));
            }
            ObjectNode line = JSON.createObjectNode();
            line.put("index", entry.index())
                    .put("type", entry.type())
                    .put("time", entry.time().toString())
                    .put("subject", entry.subject())
                    .set("event", event);
            return JSON.writeValueAsBytes(line);
        } catch (IOException e) {
            throw new IllegalStateException("leaf " + entry.index() + " is not JSON", e);
        }
    }
}
