package io.postern.system;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Somebody who writes down every checkpoint that is shown, over HTTP and on disk, and never forgets one. */
final class SeenCheckpoints implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);

    /** Every note that was seen. */
    final Set<String> notes = ConcurrentHashMap.newKeySet();

    /** What each place showed, when it was less than what it had shown before. */
    final Set<String> shrunk = ConcurrentHashMap.newKeySet();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    private interface Look {
        /** The note that is shown now, or nothing. */
        String at() throws IOException, InterruptedException;
    }

    SeenCheckpoints(Path file, List<String> services) {
        watch("the file", () -> Files.readString(file));
        services.forEach(service -> watch(service, () -> asked(service + "/checkpoint")));
    }

    private void watch(String place, Look look) {
        threads.add(Thread.ofVirtual().start(() -> {
            long largest = 0;
            while (!ended) {
                largest = Math.max(largest, note(place, look, largest));
                LockSupport.parkNanos(STEP.toNanos());
            }
        }));
    }

    private long note(String place, Look look, long largest) {
        try {
            String note = look.at();
            if (note.isEmpty()) {
                return 0;
            }
            notes.add(note);
            if (size(note) < largest) {
                shrunk.add(place + " showed " + size(note) + " after " + largest);
            }
            return size(note);
        } catch (IOException dead) { // or not yet there, as one of the services mostly is
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
            return 0;
        }
    }

    private String asked(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(2))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    /** How many leaves are signed, as far as anybody saw. */
    int signed() {
        return notes.stream().mapToInt(SeenCheckpoints::size).max().orElse(0);
    }

    static int size(String note) {
        return Integer.parseInt(note.split("\n", 4)[1]);
    }

    /** Keeps them as an auditor would, a line of JSON for each. */
    void write(Path file) throws IOException {
        Files.write(
                file,
                notes.stream().map(note -> TextNode.valueOf(note).toString()).toList());
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
        client.close();
    }
}
