package io.postern.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** JSON over HTTP with the services. A refusal becomes one sentence for the person who asked. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Reads a resource as the holder of {@code token}; an empty token asks as nobody. */
    public JsonNode get(URI address, String token) {
        return send(request(address, token).GET().build());
    }

    /** Posts a body as the holder of {@code token}. */
    public JsonNode post(URI address, String token, JsonNode body) {
        return post(address, token, "application/json", body.toString());
    }

    /** Posts a text of that kind as the holder of {@code token}. */
    JsonNode post(URI address, String token, String contentType, String body) {
        return send(request(address, token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    JsonNode form(URI address, String form) {
        return send(request(address, "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static HttpRequest.Builder request(URI address, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            JsonNode body = parse(response.body());
            if (response.statusCode() >= 300) {
                throw failure(response.statusCode(), body, response.headers().allValues("WWW-Authenticate"));
            }
            return body;
        } catch (IOException e) {
            throw new CommandFailure(
                    "Nothing answers at " + request.uri().resolve("/") + ": start the local stack with ./postern up.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    private static CommandFailure failure(int status, JsonNode body, List<String> challenges) {
        String sentence = Problems.sentence(status, body);
        Optional<StepUpNeeded> more =
                status == 401 ? StepUpNeeded.in(String.join(", ", challenges), sentence) : Optional.empty();
        return more.isPresent() ? more.get() : new CommandFailure(sentence);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
