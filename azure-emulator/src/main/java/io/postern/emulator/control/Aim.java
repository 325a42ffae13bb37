package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Which requests an order strikes: reads or writes, and those in which each expression is found. */
record Aim(String on, Pattern method, Pattern path, Pattern query, Pattern body, Pattern who) {
    static final Set<String> FIELDS = Set.of("on", "method", "path", "query", "body", "who");

    static Aim read(Fields fields, String usuallyOn) {
        return new Aim(
                fields.oneOf("on", usuallyOn, Set.of("write", "read", "any")),
                fields.pattern("method"),
                fields.pattern("path"),
                fields.pattern("query"),
                fields.pattern("body"),
                fields.pattern("who"));
    }

    boolean fits(Call call, String caller) {
        boolean kind = on.equals("any") || on.equals("write") == call.writes();
        return kind
                && method.matcher(call.method()).find()
                && path.matcher(call.path()).find()
                && query.matcher(call.queryText()).find()
                && who.matcher(caller).find()
                && (body.pattern().isEmpty()
                        || body.matcher(new String(call.body(), StandardCharsets.UTF_8))
                                .find());
    }

    void writeTo(ObjectNode json) {
        json.put("on", on).put("method", method.pattern()).put("path", path.pattern());
        json.put("query", query.pattern()).put("body", body.pattern()).put("who", who.pattern());
    }
}
