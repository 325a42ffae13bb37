package io.postern.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Server-sent events, as they come. A thread of its own reads them, so that whoever waits can do so for a while only. */
public final class EventStream implements AutoCloseable {
    private final InputStream in;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** One event; of the type {@code end} when no more come, and without a type when it is a sign of life. */
    public record Event(String type, String id, String data) {
        private static final Event END = new Event("end", "", "");
        private static final Event BEAT = new Event("", "", "");

        /** Whether nothing comes after it. */
        public boolean isEnd() {
            return equals(END);
        }
    }

    EventStream(InputStream in) {
        this.in = in;
        Thread.ofVirtual().name("events").start(this::read);
    }

    /** The next event, if one comes within that time. */
    public Optional<Event> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String type = "message";
            String id = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(type, id, data.toString()));
                    }
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    events.add(Event.BEAT);
                } else {
                    String value = value(line);
                    switch (field(line)) {
                        case "event" -> type = value;
                        case "id" -> id = value;
                        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                        default -> {}
                    }
                }
            }
            events.add(Event.END);
        } catch (IOException broken) {
            events.add(Event.END);
        }
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException alreadyGone) {
            events.add(Event.END);
        }
    }
}
