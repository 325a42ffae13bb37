package io.postern.emulator.control;

import io.postern.emulator.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A header Date that is so much ahead of the time, or behind it, or not there. */
record WrongDate(Optional<Duration> offset) {
    static WrongDate read(Fields fields) {
        return new WrongDate(
                fields.text("date", "").equals("none") ? Optional.empty() : Optional.of(fields.parsed("date")));
    }

    Reply on(Reply reply, Instant now) {
        return reply.dated(offset.map(now::plus));
    }

    String text() {
        return offset.map(Duration::toString).orElse("none");
    }
}
