package io.postern.portal.adapter.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.app.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks services for what is no JSON: short texts, and files of any length that are read as they come. */
public final class TextCalls {
    private static final Logger LOG = Logger.getLogger(TextCalls.class);
    private static final int MOST_BYTES = 1024 * 1024;

    private final ServiceCalls calls;
    private final ObjectMapper json;
    private final Duration patience;

    public TextCalls(ServiceCalls calls, ObjectMapper json, Duration patience) {
        this.calls = calls;
        this.json = json;
        this.patience = patience;
    }

    /** A file that comes as it is read. */
    record Stream(String type, InputStream content) {}

    /** A short text. */
    Answer<String> text(Upstream service, String path) {
        return stream(service, path).map(stream -> {
            try (InputStream in = stream.content()) {
                return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The time limit is for the beginning: how long a file takes is for whoever reads it. */
    Answer<Stream> stream(Upstream service, String path) {
        HttpRequest request = calls.request(service, path)
                .setHeader("Accept", "*/*")
                .timeout(patience)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = calls.http().send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                String type = response.headers().firstValue("Content-Type").orElse("application/octet-stream");
                return new Answer.Given<>(new Stream(type, response.body()));
            }
            try (InputStream in = response.body()) {
                return Refusals.of(service, response.statusCode(), response.headers(), json, in.readNBytes(MOST_BYTES));
            }
        } catch (IOException e) {
            LOG.warnf("No answer from %s: %s", service.address(), e.getMessage());
            return new Answer.Silent<>(service.what());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Silent<>(service.what());
        }
    }
}
