package io.postern.emulator.http;

import java.util.Locale;
import java.util.Map;

/** One request as it came over the wire; headers by lower-case name. */
record Request(String method, String target, Map<String, String> headers, byte[] body, boolean http11) {
    /** Whether the client wants to go on using the connection. */
    boolean keepAlive() {
        String wish = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return http11 ? !wish.contains("close") : wish.contains("keep-alive");
    }

    String rawPath() {
        return target.split("[?#]", 2)[0];
    }

    /** The query as it came; empty when there is none. */
    String rawQuery() {
        String beforeFragment = target.split("#", 2)[0];
        int mark = beforeFragment.indexOf('?');
        return mark < 0 ? "" : beforeFragment.substring(mark + 1);
    }
}
