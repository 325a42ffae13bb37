package io.postern.portal.adapter.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Asks services as the person who is signed in, with patience only for whole answers of bounded length. */
public final class ServiceCalls {
    private static final Logger LOG = Logger.getLogger(ServiceCalls.class);
    private static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final byte[] NOTHING = {'{', '}'};

    private final HttpClient http;
    private final ObjectMapper json;
    private final SignedIn caller;
    private final Duration patience;
    private final CallWatch watch;

    public ServiceCalls(HttpClient http, ObjectMapper json, SignedIn caller, Duration patience) {
        this(http, json, caller, patience, CallWatch.NOBODY);
    }

    /** With somebody who is told of every call. */
    public ServiceCalls(HttpClient http, ObjectMapper json, SignedIn caller, Duration patience, CallWatch watch) {
        this.watch = watch;
        this.http = http;
        this.json = json;
        this.caller = caller;
        this.patience = patience;
    }

    /** The same with patience of its own, for what a service does before it answers. */
    public ServiceCalls patientFor(Duration longer) {
        return new ServiceCalls(http, json, caller, longer, watch);
    }

    /** Reads. A type with parameters, such as a list, is given by Jackson's {@code TypeReference.getType()}. */
    public <T> Answer<T> get(Upstream service, String path, Type type) {
        return ask(service, request(service, path).GET(), type);
    }

    /** Sends a body as JSON by POST. */
    public <T> Answer<T> post(Upstream service, String path, Object body, Type type) {
        return send(service, "POST", path, body, Map.of(), type);
    }

    /** Sends a body as JSON by any method and with further headers, such as {@code If-Match}. */
    public <T> Answer<T> send(
            Upstream service, String method, String path, Object body, Map<String, String> headers, Type type) {
        HttpRequest.Builder request = request(service, path)
                .header("Content-Type", "application/json")
                .method(method, bytes(body));
        headers.forEach(request::header);
        return ask(service, request, type);
    }

    /** Deletes. */
    public <T> Answer<T> delete(Upstream service, String path, Map<String, String> headers, Type type) {
        HttpRequest.Builder request = request(service, path).DELETE();
        headers.forEach(request::header);
        return ask(service, request, type);
    }

    /** A request as the signed-in person, for the rare call that is neither JSON nor short. */
    public HttpRequest.Builder request(Upstream service, String path) {
        return HttpRequest.newBuilder(service.address().resolve(path))
                .header("Authorization", "Bearer " + caller.accessToken())
                .header("X-Forwarded-For", caller.address())
                .header("Accept", "application/json, application/problem+json");
    }

    /** The client, for calls that are not over with one answer. */
    public HttpClient http() {
        return http;
    }

    private <T> Answer<T> ask(Upstream service, HttpRequest.Builder request, Type type) {
        long begun = System.nanoTime();
        Answer<T> answer = answer(service, request, type);
        String outcome = switch (answer) {
            case Answer.Given<T> _ -> "given";
            case Answer.Silent<T> _ -> "silent";
            case Answer.Refused<T> _, Answer.StrongerSignIn<T> _ -> "refused";
        };
        watch.ended(service, outcome, Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private <T> Answer<T> answer(Upstream service, HttpRequest.Builder request, Type type) {
        try {
            HttpResponse<byte[]> response = whole(request.build());
            if (response.statusCode() >= 200 && response.statusCode() < 300) {
                return new Answer.Given<>(read(response.body(), type));
            }
            return Refusals.of(service, response.statusCode(), response.headers(), json, response.body());
        } catch (IOException e) {
            LOG.warnf("No answer from %s: %s", service.address(), e.getMessage());
            return new Answer.Silent<>(service.what());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Silent<>(service.what());
        }
    }

    private <T> T read(byte[] body, Type type) throws IOException {
        JavaType java = json.constructType(type);
        return json.readValue(body.length == 0 ? NOTHING : body, java);
    }

    /** The client's own time limit ends with the headers: behind them a body could take for ever. */
    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest.BodyPublisher bytes(Object body) {
        try {
            return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
