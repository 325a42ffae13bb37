package io.postern.emulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A reply as bytes on the wire. */
final class ReplyBytes {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private ReplyBytes() {}

    static byte[] of(Reply reply, String method, boolean keepAlive) {
        byte[] body = reply.bytes();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + body.length);
        bytes.writeBytes(head(reply, body.length, keepAlive).getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD")) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    /** As much of it as a connection carries that breaks in the middle of the body. */
    static byte[] torn(Reply reply, String method) {
        byte[] whole = of(reply, method, true);
        return Arrays.copyOf(whole, whole.length - Math.max(1, reply.bytes().length / 2));
    }

    /** The time as the header Date says it. */
    static String date(Instant at) {
        return HTTP_DATE.format(at);
    }

    private static String head(Reply reply, int length, boolean keepAlive) {
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        if (headers.keySet().stream().noneMatch("Date"::equalsIgnoreCase)) {
            headers.put("Date", date(Instant.now()));
        }
        if (reply.body() != null) {
            headers.put("Content-Type", "application/json; charset=utf-8");
        }
        if (reply.status() != 204 && reply.status() != 304) {
            headers.put("Content-Length", Integer.toString(length));
        }
        if (!keepAlive) {
            headers.put("Connection", "close");
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " \r\n");
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                head.append(name)
                        .append(": ")
                        .append(value.replaceAll("[\r\n]", " "))
                        .append("\r\n");
            }
        });
        return head.append("\r\n").toString();
    }
}
