package io.postern.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads entries: each token of each, but only the values of those that others have to fit. Not for two threads at once. */
final class EntryReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper(JSON);
    private static final int DEEPEST = 64;

    /** Events whose data is read, by the end of their type's name. */
    private final Map<String, FactForm> forms;

    private final Digest64 digest = new Digest64();
    private final @Nullable String[] last = new String[DEEPEST];

    /** Makes a fact of an event's data. */
    @FunctionalInterface
    interface FactForm {
        Fact of(long index, Instant at, JsonNode data);
    }

    EntryReader(FactReader facts) {
        this.forms = facts.forms();
    }

    Entry read(long index, byte[] bytes, int start, int length) throws Broken {
        String place = "entry " + index;
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            return read(index, parser, bytes, start);
        } catch (JsonProcessingException e) {
            throw new Broken(place, "not well-formed JSON");
        } catch (DateTimeException e) {
            throw new Broken(place, "a time in it is none");
        } catch (IllegalArgumentException e) {
            throw new Broken(place, "not an event: " + e.getMessage());
        } catch (IOException e) {
            throw new Broken(place, "cannot be read");
        }
    }

    private Entry read(long index, JsonParser parser, byte[] bytes, int start) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not a JSON object");
        }
        String id = "";
        String type = "";
        String time = "";
        String request = "";
        int dataFrom = 0;
        int dataTo = 0;
        int depth = 1;
        last[1] = null;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("it ends in the middle");
            }
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    if (depth == 1 && "data".equals(last[1])) {
                        dataFrom = (int) parser.currentTokenLocation().getByteOffset();
                    }
                    depth++;
                    if (depth == DEEPEST) {
                        throw new IllegalArgumentException("it is nested deeper than an event can be");
                    }
                    last[depth] = null;
                }
                case END_OBJECT, END_ARRAY -> {
                    depth--;
                    if (depth == 1 && "data".equals(last[1])) {
                        dataTo = (int) parser.currentLocation().getByteOffset();
                    }
                }
                case FIELD_NAME -> last[depth] = ascending(parser.currentName(), last[depth]);
                case VALUE_STRING -> {
                    String name = last[depth];
                    if (depth == 1 && name != null) {
                        switch (name) {
                            case "id" -> id = parser.getText();
                            case "type" -> type = parser.getText();
                            case "time" -> time = parser.getText();
                            default -> {}
                        }
                    } else if (depth == 2 && "requestId".equals(name) && "data".equals(last[1])) {
                        request = parser.getText();
                    }
                }
                default -> {}
            }
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("it goes on after its end");
        }
        long at = Times.millis(present("time", time));
        FactForm form = forms.get(present("type", type));
        Fact fact = form == null
                ? null
                : form.of(
                        index,
                        Instant.parse(time),
                        MAPPER.readTree(Arrays.copyOfRange(bytes, start + dataFrom, start + dataTo)));
        byte[] whole = digest.whole(present("id", id).getBytes(StandardCharsets.UTF_8));
        return new Entry(
                Digest64.at(whole, 0),
                Digest64.at(whole, 8),
                at,
                request.isEmpty() ? 0 : Digest64.quick(request),
                fact);
    }

    /** In the form of RFC 8785, which entries have, names ascend: so none is there twice, and none in two places. */
    private static String ascending(String name, @Nullable String before) {
        if (before != null && before.compareTo(name) >= 0) {
            throw new IllegalArgumentException("its members are not in canonical order");
        }
        return name;
    }

    private static String present(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
