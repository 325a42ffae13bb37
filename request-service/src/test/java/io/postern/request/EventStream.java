package io.postern.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of server-sent events, over plain HTTP. */
final class EventStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private final Thread reader = new Thread(this::read, "event-stream");
    private volatile boolean ended;

    /** One event with its fields. */
    record Event(Map<String, String> fields) {
        String type() {
            return fields.getOrDefault("event", "");
        }

        String id() {
            return fields.getOrDefault("id", "");
        }

        /** What a reader wants to know: the entry's or the state's word. */
        String word() {
            try {
                JsonNode data = JSON.readTree(fields.getOrDefault("data", "{}"));
                return data.path(type().equals("state") ? "state" : "what").asText();
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }

    static EventStream of(String request, String token, String... headers) {
        return new EventStream(Api.REQUESTS + "/" + request + "/events", token, headers);
    }

    /** The stream of all requests that this person may read. */
    static EventStream ofAll(String token) {
        return new EventStream(Api.REQUESTS + "/events", token);
    }

    private EventStream(String path, String token, String... headers) {
        HttpRequest.Builder to =
                Api.to(path).header("Authorization", "Bearer " + token).header("Accept", "text/event-stream");
        try {
            response = http.send((headers.length == 0 ? to : to.headers(headers)).build(), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        reader.setDaemon(true);
        reader.start();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<String> timeline() {
        return words("timeline");
    }

    List<String> states() {
        return words("state");
    }

    List<Event> events() {
        return new ArrayList<>(events);
    }

    boolean ended() {
        return ended;
    }

    /** Hangs up. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private List<String> words(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(Event::word)
                .toList();
    }

    private void read() {
        Map<String, String> fields = new HashMap<>();
        try (Stream<String> lines = response.body()) {
            lines.forEach(line -> {
                if (line.isEmpty()) {
                    events.add(new Event(Map.copyOf(fields)));
                    fields.clear();
                } else {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
        } catch (UncheckedIOException hungUp) {
            fields.clear();
        }
        ended = true;
    }
}
