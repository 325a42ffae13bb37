package io.postern.request.adapter.neighbours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.request.app.Advisers;
import io.postern.request.domain.Terms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks approval-service for a forecast and the enforcer for a plan, with the caller's own token. */
public final class AdvisersOverHttp implements Advisers {
    /** For both answers, each as a whole. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int LARGEST = 64 * 1024;

    private final URI forecasts;
    private final URI plans;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    public AdvisersOverHttp(URI approval, URI enforcer) {
        this(approval, enforcer, PATIENCE);
    }

    AdvisersOverHttp(URI approval, URI enforcer, Duration patience) {
        this.forecasts = approval.resolve("/api/v1/forecasts");
        this.plans = enforcer.resolve("/api/v1/plans");
        this.patience = patience;
    }

    @Override
    public Advice ask(Terms terms, String token) {
        Awaited forecast = new Awaited("approval-service", send(forecasts, text(Question.whatAndWhy(terms)), token));
        Awaited plan = new Awaited("the enforcer", send(plans, text(Question.what(terms)), token));
        long deadline = System.nanoTime() + patience.toNanos();
        return new Advice(forecast.until(deadline), plan.until(deadline));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(URI address, String question, String token) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    }

    private String text(Question question) {
        try {
            return json.writeValueAsString(question);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question that cannot be written is a bug", e);
        }
    }
}
