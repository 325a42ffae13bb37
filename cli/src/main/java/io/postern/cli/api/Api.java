package io.postern.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON over HTTP with the services. A refusal becomes one sentence for the person who asked. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clients streams = new Clients();

    /** Reads a resource as the holder of {@code token}; an empty token asks as nobody. */
    public JsonNode get(URI address, String token) {
        return json(new Call("GET", address, headers(token), ""));
    }

    /** Posts a body as the holder of {@code token}. */
    public JsonNode post(URI address, String token, JsonNode body) {
        return post(address, token, "application/json", Json.write(body));
    }

    /** Posts a text of that kind as the holder of {@code token}. */
    JsonNode post(URI address, String token, String contentType, String body) {
        Map<String, String> headers = headers(token);
        headers.put("Content-Type", contentType);
        return json(new Call("POST", address, headers, body));
    }

    /** Posts a body that the service takes in once, however often it is sent with this key. */
    JsonNode post(URI address, String token, JsonNode body, String key) {
        Map<String, String> headers = headers(token);
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", key);
        return json(new Call("POST", address, headers, Json.write(body)));
    }

    /** Posts a form, as nobody in particular. */
    public JsonNode form(URI address, String form) {
        return post(address, "", "application/x-www-form-urlencoded", form);
    }

    /** Follows what an address tells, after the event {@code last}. */
    EventStream events(URI address, String token, String last) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        try {
            var response = streams.of(address).send(request.GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                try (InputStream body = response.body()) {
                    throw failure(
                            response.statusCode(),
                            parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)),
                            response.headers().allValues("WWW-Authenticate"));
                }
            }
            return new EventStream(response.body());
        } catch (IOException e) {
            throw Unanswered.by(address, true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    private static Map<String, String> headers(String token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    private static JsonNode json(Call call) {
        Call.Answer answer = call.answer();
        JsonNode body = parse(answer.body());
        if (answer.status() >= 300) {
            throw failure(answer.status(), body, answer.challenges());
        }
        if (!body.isContainerNode()) { // whoever does not say in JSON what was done is no service
            throw Unanswered.byAnother(call.address(), answer.status());
        }
        return body;
    }

    private static CommandFailure failure(int status, JsonNode body, List<String> challenges) {
        String sentence = Problems.sentence(status, body);
        if (body.path("error").isTextual()) {
            return new OAuthRefusal(sentence, body.path("error").asText());
        }
        String type = body.path("type").asText("");
        if ((status == 408 || status >= 500)
                && !type.startsWith("urn:postern:problem:")) { // what has a name is understood
            return new Unanswered(sentence);
        }
        Optional<StepUpNeeded> more =
                status == 401 ? StepUpNeeded.in(String.join(", ", challenges), sentence) : Optional.empty();
        return more.isPresent() ? more.get() : new Refusal(sentence, type);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : Json.read(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
