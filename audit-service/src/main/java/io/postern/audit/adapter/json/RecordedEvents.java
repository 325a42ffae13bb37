package io.postern.audit.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.siem.LeafReading;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.siem.Recorded;
import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Reads leaves as the events that they were; in the place of erased personal values stand empty texts and lists. */
public final class RecordedEvents implements LeafReading {
    private final ObjectMapper json = PosternJson.mapper();
    private final EventCodec codec = new EventCodec();

    @Override
    public Recorded of(TrailEntry entry) {
        String id = "";
        Optional<Envelope> event = Optional.empty();
        try {
            JsonNode tree = json.readTree(entry.leaf());
            id = tree.path("id").asText();
            event = EventType.named(entry.type()).flatMap(type -> envelope(type, tree, entry.personal()));
        } catch (IOException e) {
            throw new IllegalStateException("leaf " + entry.index() + " is not JSON", e);
        }
        return new Recorded(entry.index(), Hash.ofLeaf(entry.leaf()), id, entry.type(), entry.time(), event);
    }

    private Optional<Envelope> envelope(EventType type, JsonNode tree, Optional<String> personal) {
        try {
            if (tree.path("data") instanceof ObjectNode data && data.has("personal")) {
                ObjectNode values = erased(type);
                if (personal.isPresent() && json.readTree(personal.get()) instanceof ObjectNode known) {
                    values.setAll(known);
                }
                data.set("personal", values);
            }
            Decoded decoded = codec.decode(type.topic(), json.writeValueAsBytes(tree));
            return decoded instanceof Decoded.Event(Envelope envelope) ? Optional.of(envelope) : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("personal values that are not JSON are a bug", e);
        }
    }

    private ObjectNode erased(EventType type) {
        ObjectNode nothing = json.createObjectNode();
        for (RecordComponent part : type.eventClass().getRecordComponents()) {
            if (part.getName().equals("personal")) {
                for (RecordComponent value : part.getType().getRecordComponents()) {
                    blank(nothing, value);
                }
            }
        }
        return nothing;
    }

    private static void blank(ObjectNode nothing, RecordComponent value) {
        if (value.getType() == String.class) {
            nothing.put(value.getName(), "");
        } else if (value.getType() == List.class) {
            nothing.putArray(value.getName());
        }
    }
}
