package io.postern.audit.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.audit.app.LeafReader;
import io.postern.audit.app.TrailEntry;
import io.postern.contracts.codec.Decoded;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.EventType;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the event in a leaf, with {@value #ERASED} for each text, and nothing for each else, that was erased. */
public final class EventOfLeaf implements LeafReader {
    static final String ERASED = "(erased)";

    private final ObjectMapper json = PosternJson.mapper();
    private final EventCodec codec = new EventCodec();

    @Override
    public Envelope read(TrailEntry entry) {
        try {
            JsonNode tree = json.readTree(entry.leaf());
            EventType type = EventType.named(entry.type()).orElseThrow(() -> unreadable(entry, "of an unknown type"));
            if (tree.at("/data/personal") instanceof ObjectNode personal) {
                erase(personal, type);
                for (String values : Stream.of(entry.personal(), entry.others())
                        .flatMap(Optional::stream)
                        .toList()) {
                    personal.setAll((ObjectNode) json.readTree(values));
                }
            }
            Decoded decoded = codec.decode(type.topic(), json.writeValueAsBytes(tree));
            if (decoded instanceof Decoded.Event event) {
                return event.envelope();
            }
            throw unreadable(entry, decoded.toString());
        } catch (IOException e) {
            throw new IllegalStateException("leaf " + entry.index() + " is not JSON", e);
        }
    }

    /** Every commitment becomes what an erased value is shown as; known values take its place again. */
    private static void erase(ObjectNode personal, EventType type) {
        Class<?> known = Arrays.stream(type.eventClass().getRecordComponents())
                .filter(component -> component.getName().equals("personal"))
                .findFirst()
                .<Class<?>>map(RecordComponent::getType)
                .orElse(Object.class);
        for (String name : personal.propertyStream().map(Map.Entry::getKey).toList()) {
            Class<?> form = form(known, name);
            if (form == String.class) {
                personal.put(name, ERASED);
            } else if (form == List.class) {
                personal.putArray(name);
            } else {
                personal.remove(name);
            }
        }
    }

    private static Class<?> form(Class<?> personal, String name) {
        RecordComponent[] components = personal.getRecordComponents();
        return components == null
                ? Object.class
                : Arrays.stream(components)
                        .filter(component -> component.getName().equals(name))
                        .findFirst()
                        .<Class<?>>map(RecordComponent::getType)
                        .orElse(Object.class);
    }

    private static IllegalStateException unreadable(TrailEntry entry, String why) {
        return new IllegalStateException("leaf " + entry.index() + " cannot be read: " + why);
    }
}
