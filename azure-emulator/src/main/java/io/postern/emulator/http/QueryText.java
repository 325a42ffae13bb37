package io.postern.emulator.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code a=b&c=d} and path segments; names are told apart without case, the first value counts. */
final class QueryText {
    private QueryText() {}

    static Map<String, String> parse(@Nullable String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return values;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            values.putIfAbsent(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return values;
    }

    /** The decoded segments of a path; empty ones (a doubled slash) are left out as ARM does. */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            if (!segment.isEmpty()) {
                // NB. a plus sign is a plus sign in a path
                String decoded = decode(segment.replace("+", "%2B"));
                if (decoded.indexOf('/') >= 0) {
                    throw new IllegalArgumentException("a path segment holds an encoded slash");
                }
                segments.add(decoded);
            }
        }
        return segments;
    }

    static String path(List<String> segments) {
        return segments.stream().map(segment -> "/" + encode(segment)).collect(Collectors.joining());
    }

    static String write(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()).replace("%24", "$") + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
