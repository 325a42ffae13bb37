package io.postern.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service's own access token for Postern's APIs by client credentials, kept until shortly before its end. */
public final class OwnToken {
    private static final String SCOPE = "api://postern/.default";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final URI endpoint;
    private final String clientId;
    private final Path secretFile;
    private final InstantSource clock;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final AtomicReference<@Nullable FutureTask<Token>> current = new AtomicReference<>();

    private record Token(String text, Instant until) {}

    /** Nothing is fetched before the first call that needs it; the secret is read anew each time. */
    public OwnToken(URI endpoint, String clientId, Path secretFile, InstantSource clock) {
        this(endpoint, clientId, secretFile, clock, PATIENCE);
    }

    /** One that waits another time for the token endpoint. */
    public OwnToken(URI endpoint, String clientId, Path secretFile, InstantSource clock, Duration patience) {
        this.endpoint = endpoint;
        this.clientId = clientId;
        this.secretFile = secretFile;
        this.clock = clock;
        this.patience = patience;
    }

    /** The token; who asks while one is on its way waits for that one, and gets its failure too. */
    public String get() throws IOException, InterruptedException {
        FutureTask<Token> task = task();
        task.run();
        try {
            return task.get().text();
        } catch (ExecutionException e) {
            drop(task);
            throw new IOException("no token of our own: " + e.getCause(), e);
        }
    }

    /** The token was turned away: get another next time. */
    public void forget() {
        drop(current.get());
    }

    private FutureTask<Token> task() {
        return current.updateAndGet(task -> isUsable(task) ? task : new FutureTask<>(this::fetch));
    }

    private boolean isUsable(@Nullable FutureTask<Token> task) {
        return task != null
                && switch (task.state()) {
                    case RUNNING -> true;
                    case SUCCESS -> clock.instant().isBefore(task.resultNow().until());
                    case FAILED, CANCELLED -> false;
                };
    }

    private void drop(@Nullable FutureTask<Token> task) {
        current.compareAndSet(task, null);
    }

    private Token fetch() throws IOException, InterruptedException {
        String form = form(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId,
                "client_secret",
                Files.readString(secretFile).strip(),
                "scope",
                SCOPE));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = Answers.within(patience, http, request);
        if (answer.statusCode() != 200) {
            throw new IOException("the token endpoint answered " + answer.statusCode());
        }
        JsonNode token = json.readTree(answer.body());
        Duration life = Duration.ofSeconds(token.path("expires_in").asLong());
        return new Token(
                token.path("access_token").asText(), clock.instant().plus(life).minus(MARGIN));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
