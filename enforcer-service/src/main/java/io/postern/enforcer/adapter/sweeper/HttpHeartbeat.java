package io.postern.enforcer.adapter.sweeper;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.enforcer.app.SweeperHeartbeat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Polls the sweeper's heartbeat and remembers the last pass it told of. */
public final class HttpHeartbeat implements SweeperHeartbeat {
    private static final Logger LOG = Logger.getLogger(HttpHeartbeat.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST = PATIENCE.plusSeconds(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpRequest request;
    private volatile boolean silent;
    private volatile Optional<Instant> lastPass = Optional.empty();

    public HttpHeartbeat(URI sweeper) {
        URI heartbeat = URI.create(sweeper.toString().replaceAll("/+$", "") + "/api/v1/heartbeat");
        this.request = HttpRequest.newBuilder(heartbeat).timeout(PATIENCE).build();
    }

    @Override
    public Optional<Instant> lastPass() {
        return lastPass;
    }

    /** Asks once. No answer changes nothing: the pass we know of grows old by itself. */
    public void poll() {
        // NB. the request's own time limit ends with the headers
        CompletableFuture<HttpResponse<String>> asked = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> answer = asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            String text = json.readTree(answer.body()).path("lastPass").asText("");
            if (answer.statusCode() == 200 && !text.isEmpty()) {
                lastPass = Optional.of(Instant.parse(text));
                silent = false;
            }
        } catch (ExecutionException | TimeoutException | IOException | DateTimeParseException e) {
            asked.cancel(true);
            LOG.logf(silent ? Logger.Level.DEBUG : Logger.Level.WARN, "no heartbeat of the sweeper: %s", e);
            silent = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
