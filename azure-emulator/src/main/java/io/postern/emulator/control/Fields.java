package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The fields of an order; an {@link IllegalArgumentException} says in one sentence what is wrong with one. */
record Fields(JsonNode json) {
    Fields {
        if (!json.isObject()) {
            throw new IllegalArgumentException("an order is a JSON object");
        }
    }

    void only(Set<String> known) {
        json.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("unknown field '" + field + "'; known are " + new TreeSet<>(known));
            }
        });
    }

    boolean has(String field) {
        return json.has(field);
    }

    JsonNode at(String field) {
        return json.path(field);
    }

    String text(String field, String usual) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return usual;
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("'" + field + "' is a text");
        }
        return value.asText();
    }

    String oneOf(String field, String usual, Set<String> words) {
        String text = text(field, usual);
        if (!words.contains(text)) {
            throw new IllegalArgumentException("'" + field + "' is one of " + new TreeSet<>(words) + ", not " + text);
        }
        return text;
    }

    int number(String field, int usual, int least) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return usual;
        }
        if (!value.isInt() || value.asInt() < least) {
            throw new IllegalArgumentException("'" + field + "' is a whole number of " + least + " or more");
        }
        return value.asInt();
    }

    boolean flag(String field) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException("'" + field + "' is true or false");
        }
        return value.asBoolean();
    }

    /** A time that is not negative. */
    Optional<Duration> duration(String field) {
        Optional<Duration> duration = json.has(field) ? Optional.of(parsed(field)) : Optional.empty();
        if (duration.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("'" + field + "' is not negative");
        }
        return duration;
    }

    Duration parsed(String field) {
        try {
            return Duration.parse(text(field, ""));
        } catch (DateTimeException notADuration) {
            throw new IllegalArgumentException("'" + field + "' is an ISO 8601 duration such as PT0.5S", notADuration);
        }
    }

    Pattern pattern(String field) {
        try {
            return Pattern.compile(text(field, ""), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("'" + field + "' is not a regular expression", wrong);
        }
    }
}
