package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.arm.Fate;
import io.postern.emulator.arm.Fate.Ending;
import io.postern.emulator.http.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes the fates of operations: {@code "Failed"}, or an object with {@code ends} and more. */
final class Fates {
    private static final Set<String> ENDS =
            Arrays.stream(Ending.values()).map(Fates::name).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FIELDS = Set.of("ends", "after", "undone", "code", "message");

    private Fates() {}

    static Fate read(JsonNode json) {
        Fields fields = new Fields(json.isTextual() ? Json.object().set("ends", json) : json);
        fields.only(FIELDS);
        Ending ends = Ending.valueOf(fields.oneOf("ends", "", ENDS).toUpperCase(Locale.ROOT));
        Optional<Duration> after = fields.duration("after");
        boolean undone = fields.flag("undone");
        if (ends == Ending.NEVER && after.isPresent()) {
            throw new IllegalArgumentException("what never ends has no 'after'; a late end is Succeeded after a time");
        }
        if (undone && (ends == Ending.NEVER || ends == Ending.SUCCEEDED)) {
            throw new IllegalArgumentException("only what ends Failed, Canceled or Superseded is undone");
        }
        return new Fate(ends, after, undone, fields.text("code", ends.code()), fields.text("message", ends.message()));
    }

    static ObjectNode json(Fate fate) {
        ObjectNode json = Json.object().put("ends", name(fate.ends()));
        fate.after().ifPresent(after -> json.put("after", after.toString()));
        return json.put("undone", fate.undone()).put("code", fate.code()).put("message", fate.message());
    }

    private static String name(Ending ending) {
        return ending.name().charAt(0) + ending.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
