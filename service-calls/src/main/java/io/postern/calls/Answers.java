package io.postern.calls;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for whole answers, of bounded length. The client's own limit ends with the headers: behind them a body could take
 * for ever.
 */
public final class Answers {
    /** Far more than any policy of a VM or any token needs. */
    private static final long MOST_BYTES = 256 * 1024;

    private Answers() {}

    /**
     * The whole answer.
     *
     * @throws IOException when there is none in time, or it is too long
     */
    public static HttpResponse<String> within(Duration patience, HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + patience);
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + e.getCause(), e);
        } finally {
            answer.cancel(true);
        }
    }
}
