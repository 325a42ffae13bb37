package io.postern.audit.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/** Writes JSON as RFC 8785 has it: properties by the code units of their names, nothing between the tokens. */
final class CanonicalJson {
    /** Up to here a double holds every whole number. */
    private static final long LARGEST_EXACT = 1L << 53;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(1_024);

    private CanonicalJson() {}

    /** An {@link IOException} when a number is beyond all doubles, or a text holds half a surrogate pair. */
    static String of(JsonNode node) throws IOException {
        CanonicalJson json = new CanonicalJson();
        json.write(node);
        return json.text.toString();
    }

    private void write(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> text.append(node.booleanValue());
            case NULL -> text.append("null");
            default -> throw new IOException("no JSON: " + node.getNodeType());
        }
    }

    private void object(JsonNode node) throws IOException {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        char before = '{';
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            text.append(before);
            string(field.getKey());
            text.append(':');
            write(field.getValue());
            before = ',';
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode node) throws IOException {
        char before = '[';
        for (JsonNode element : node) {
            text.append(before);
            write(element);
            before = ',';
        }
        text.append(node.isEmpty() ? "[]" : "]");
    }

    private void number(JsonNode node) throws IOException {
        if (node.isIntegralNumber()
                && node.canConvertToLong()
                && Math.abs(node.longValue()) <= LARGEST_EXACT
                && node.longValue() != Long.MIN_VALUE) {
            text.append(node.longValue());
        } else {
            text.append(NumberToJSON.serializeNumber(node.doubleValue()));
        }
    }

    private void string(String value) throws IOException {
        text.append('"');
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, written, i);
                escape(c);
                written = i + 1;
            } else if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new IOException("half a surrogate pair");
                }
                i++;
            }
        }
        text.append(value, written, value.length()).append('"');
    }

    private void escape(char c) {
        text.append('\\');
        switch (c) {
            case '"', '\\' -> text.append(c);
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            default -> text.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
