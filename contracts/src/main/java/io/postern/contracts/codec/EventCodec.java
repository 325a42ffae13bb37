package io.postern.contracts.codec;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes and reads events as CloudEvents 1.0 in structured JSON mode. Bad bytes are a value, never an exception. */
public final class EventCodec {
    /** The media type of a record's value. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    /** The largest record that is read at all, in bytes. */
    public static final int MAX_BYTES = 32 * 1024;

    private final ObjectMapper json = PosternJson.mapper();

    /** An event as it is written, in this order. */
    @JsonPropertyOrder({
        "specversion",
        "id",
        "source",
        "type",
        "subject",
        "time",
        "datacontenttype",
        "subjectversion",
        "data"
    })
    private record Written(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            String time,
            String datacontenttype,
            long subjectversion,
            PosternEvent data) {}

    public byte[] encode(Envelope envelope) {
        try {
            return json.writeValueAsBytes(new Written(
                    "1.0",
                    envelope.id().value(),
                    envelope.source().wireName(),
                    envelope.type().wireName(),
                    envelope.subject(),
                    envelope.time().toString(),
                    "application/json",
                    envelope.version(),
                    envelope.event()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that cannot be written is a bug", e);
        }
    }

    /** Reads a record that came over {@code topic}; an event that belongs elsewhere is not one. */
    public Decoded decode(Topic topic, byte[] value) {
        if (value.length > MAX_BYTES) {
            return new Decoded.Unreadable("larger than " + MAX_BYTES + " bytes");
        }
        JsonNode node;
        try {
            node = json.readTree(value);
        } catch (IOException e) {
            return new Decoded.Unreadable("not JSON");
        }
        if (node == null
                || !node.isObject()
                || !node.path("specversion").asText().equals("1.0")) {
            return new Decoded.Unreadable("not a CloudEvent 1.0 in structured mode");
        }
        return EventType.named(node.path("type").asText())
                .map(type -> decode(topic, type, node))
                .orElse(new Decoded.Unreadable("unknown event type"));
    }

    private Decoded decode(Topic topic, EventType type, JsonNode node) {
        if (type.topic() != topic) {
            return new Decoded.Unreadable(type.wireName() + " does not belong on " + topic.wireName());
        }
        try {
            if (!node.path("data").isObject()) {
                return new Decoded.Unreadable("no data");
            }
            PosternEvent event = json.treeToValue(node.path("data"), type.eventClass());
            Optional<String> missing = RequiredComponents.firstMissing((Record) event, "data");
            if (missing.isPresent()) {
                return new Decoded.Unreadable(type.wireName() + " without " + missing.get());
            }
            if (!node.path("subjectversion").isIntegralNumber()
                    || !node.path("subjectversion").canConvertToLong()) {
                return new Decoded.Unreadable("no version of the subject");
            }
            Envelope envelope = new Envelope(
                    new EventId(node.path("id").textValue()),
                    Source.of(node.path("source").textValue()),
                    node.path("subjectversion").longValue(),
                    Instant.parse(node.path("time").textValue()),
                    event);
            if (!envelope.subject().equals(node.path("subject").asText())) {
                return new Decoded.Unreadable("subject and data disagree");
            }
            return new Decoded.Event(envelope);
        } catch (JsonProcessingException | RuntimeException e) {
            return new Decoded.Unreadable(type.wireName() + " with a field missing, of the wrong type or out of range");
        }
    }
}
