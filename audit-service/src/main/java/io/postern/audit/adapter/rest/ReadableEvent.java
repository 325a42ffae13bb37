package io.postern.audit.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.audit.app.TrailEntry;
import io.postern.contracts.codec.PosternJson;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the personal values of an event back in the place of their commitments, for those who may read them. */
final class ReadableEvent {
    private final ObjectMapper json = PosternJson.mapper();

    JsonNode of(TrailEntry entry) {
        try {
            JsonNode event = json.readTree(entry.leaf());
            if (event.at("/data/personal") instanceof ObjectNode personal) {
                for (String values : Stream.of(entry.personal(), entry.others())
                        .flatMap(Optional::stream)
                        .toList()) {
                    personal.setAll((ObjectNode) json.readTree(values));
                }
            }
            return event;
        } catch (IOException e) {
            throw new IllegalStateException("leaf " + entry.index() + " is not JSON", e);
        }
    }
}
