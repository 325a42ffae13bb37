package io.postern.problems;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body, without class names and without echoing values back. */
public final class JsonProblems {
    private static final int LONGEST_NAME = 40;

    private JsonProblems() {}

    /** The problem that a body which cannot be read is answered with. */
    public static Problem of(JsonProcessingException unreadable) {
        return Problem.named("unreadable-body", 400, sentence(unreadable));
    }

    private static String sentence(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown ->
                "There is no field '" + path(unknown) + "'" + known(unknown.getKnownPropertyIds()) + ".";
            case ValueInstantiationException illegal
            when illegal.getCause() instanceof IllegalArgumentException cause ->
                "Field '" + path(illegal) + "': " + cause.getMessage() + ".";
            case MismatchedInputException mismatch
            when mismatch.getPath().isEmpty() -> "The body must be one JSON object with nothing after it.";
            case MismatchedInputException mismatch ->
                "Field '" + path(mismatch) + "' has the wrong type or is missing.";
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() -> "Field '" + path(mapping) + "' cannot be read" + cause(mapping) + ".";
            case InputCoercionException ignored ->
                "A number in the body is out of range" + where(unreadable.getLocation()) + ".";
            default ->
                "The body is not JSON that this service reads (well-formed, UTF-8, no field twice, not deeply nested)"
                        + where(unreadable.getLocation()) + ".";
        };
    }

    private static String cause(JsonMappingException mapping) {
        return mapping.getCause() instanceof InputCoercionException ? ": the number is out of range" : "";
    }

    private static String known(@Nullable Collection<Object> names) {
        if (names == null || names.isEmpty()) {
            return "";
        }
        return "; known here: " + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String where(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String path(JsonMappingException mapping) {
        StringBuilder text = new StringBuilder();
        List<JsonMappingException.Reference> path = mapping.getPath();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(printable(step.getFieldName()));
            }
        }
        return text.toString();
    }

    /** A name of the caller's making: cut, and harmless in a terminal. */
    private static String printable(String name) {
        String safe = name.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> c >= ' ' && c < 0x7f ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.length() < name.length() ? safe + "…" : safe;
    }
}
