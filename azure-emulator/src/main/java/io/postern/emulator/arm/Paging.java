package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts lists into pages; each but the last says where the next one is. */
record Paging(int size) {
    private static final Pattern TOKEN = Pattern.compile("([1-9]\\d{0,8}) (/.*)");

    /** One page of things that are JSON already. */
    Reply page(Call call, List<? extends JsonNode> items) {
        return page(call, items, item -> item.path("id").asText(), shown -> shown);
    }

    /** One page; only what stands on it is made into JSON. */
    <T> Reply page(Call call, List<T> items, Function<T, String> id, Function<List<T>, List<? extends JsonNode>> view) {
        int from = call.query("$skipToken").map(t -> start(t, items, id)).orElse(0);
        int to = Math.min(items.size(), from + size);
        ObjectNode body = Json.object();
        body.putArray("value").addAll(view.apply(items.subList(from, to)));
        if (to < items.size()) {
            body.put("nextLink", call.link("$skipToken", token(to, id.apply(items.get(to - 1)))));
        }
        return Reply.of(200, body);
    }

    private static String token(int next, String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((next + " " + last).getBytes(StandardCharsets.UTF_8));
    }

    /** Behind the last one shown, so that what came or went before it shifts nothing; by number when that one is gone. */
    private static <T> int start(String token, List<T> items, Function<T, String> id) {
        Matcher place = TOKEN.matcher(decoded(token));
        if (!place.matches()) {
            throw unreadable();
        }
        for (int i = 0; i < items.size(); i++) {
            if (id.apply(items.get(i)).equals(place.group(2))) {
                return i + 1;
            }
        }
        return Math.min(items.size(), Integer.parseInt(place.group(1)) - 1);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw unreadable();
        }
    }

    private static ArmError unreadable() {
        return ArmError.badRequest(
                "InvalidSkipToken", "The $skipToken is not one that a list of this service has given out.");
    }
}
