package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Reply;

/** The header Retry-After of a failure: so many seconds, what is left of the order's time, or none. */
record RetryAfter(int seconds) {
    private static final int NONE = -1;
    private static final int REST = -2;

    static RetryAfter read(Fields fields) {
        return fields.text("retryAfter", "").equals("rest")
                ? new RetryAfter(REST)
                : new RetryAfter(fields.number("retryAfter", NONE, 0));
    }

    boolean isRest() {
        return seconds == REST;
    }

    Reply on(Reply reply, long restSeconds) {
        return seconds == NONE ? reply : reply.with("Retry-After", Long.toString(isRest() ? restSeconds : seconds));
    }

    void writeTo(ObjectNode json) {
        if (isRest()) {
            json.put("retryAfter", "rest");
        } else if (seconds != NONE) {
            json.put("retryAfter", seconds);
        }
    }
}
