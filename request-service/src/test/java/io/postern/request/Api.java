package io.postern.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's API over plain HTTP, so that anything at all can be sent to it. */
final class Api {
    static final String REQUESTS = "/api/v1/access-requests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer with its status, headers and body. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + this, e);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        /** The same answer, which had this status. */
        Answer is(int status) {
            if (status() != status) {
                throw new AssertionError("expected " + status + ", but: " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }

    private Api() {}

    static Answer get(String path, String token) {
        return send(to(path).header("Authorization", "Bearer " + token).GET());
    }

    static Answer post(String path, String token, String body) {
        return post(path, token, BodyPublishers.ofString(body));
    }

    static Answer post(String path, String token, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = to(path).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static String base() {
        return ConfigProvider.getConfig().getValue("test.url", String.class);
    }

    static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path)).version(HttpClient.Version.HTTP_1_1);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
