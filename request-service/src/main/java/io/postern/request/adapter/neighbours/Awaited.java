package io.postern.request.adapter.neighbours;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.request.app.Advisers.Said;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An answer on its way. Whatever keeps it from being of use, the caller gets a sentence instead. */
record Awaited(String who, CompletableFuture<HttpResponse<byte[]>> answer) {
    private static final Logger LOG = Logger.getLogger(Awaited.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    Said until(long deadline) {
        try {
            return read(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return unknown("does not answer just now");
        } catch (ExecutionException e) {
            LOG.warnf("%s was not reached for a dry run: %s", who, e.getCause());
            return unknown("cannot be reached just now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("was not waited for");
        } finally {
            answer.cancel(true);
        }
    }

    private Said read(HttpResponse<byte[]> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                String detail = body.path("detail").asText();
                return detail.isBlank() ? unknown("answered " + response.statusCode()) : new Said.Unknown(detail);
            }
            return body.isObject() ? new Said.Known(JSON.convertValue(body, OBJECT)) : unreadable(response);
        } catch (IOException notJson) {
            LOG.warnf(
                    "%s answered a dry run with what is no JSON: %s",
                    who, notJson.getClass().getSimpleName());
            return unreadable(response);
        }
    }

    private Said unreadable(HttpResponse<byte[]> response) {
        return response.statusCode() == 200
                ? unknown("said something that cannot be read")
                : unknown("answered " + response.statusCode());
    }

    private Said unknown(String what) {
        String sentence = who + " " + what + ".";
        return new Said.Unknown(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
    }
}
