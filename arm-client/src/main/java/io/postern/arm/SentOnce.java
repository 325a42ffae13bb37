package io.postern.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.util.Context;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import reactor.core.publisher.Mono;

/**
 * Sends a write once, whatever becomes of its connection. A question is put again on another connection when the one that it
 * was put on turns out to have been closed; so would writes be, if the client were left to itself.
 */
record SentOnce(HttpClient questions, HttpClient writes) implements HttpClient {
    /** As many as anybody wants to wait for: who may ask how often is settled elsewhere. */
    private static final int AT_ONCE = 1_000;

    private static final String RETRY_AFTER = "Retry-After";

    /** {@code timeout}: of the connection, of the answer and of each of their parts. */
    static SentOnce within(Duration timeout) {
        // NB. virtual threads keep no process alive, and a call that waits for its answer costs little
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        OkHttpClient client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .sslSocketFactory(tls().getSocketFactory(), trustAnchors())
                .addNetworkInterceptor(exchange -> notAtOnce(exchange.proceed(exchange.request())))
                .build();
        return new SentOnce(
                of(client, timeout),
                of(client.newBuilder().retryOnConnectionFailure(false).build(), timeout));
    }

    /** The client would take a 503 that says {@code Retry-After: 0} for an order to send everything again, a write, too. */
    private static Response notAtOnce(Response answer) {
        return answer.code() == 503 && answer.header(RETRY_AFTER, "").matches("0+")
                ? answer.newBuilder().removeHeader(RETRY_AFTER).build()
                : answer;
    }

    private static HttpClient of(OkHttpClient client, Duration timeout) {
        return new OkHttpAsyncHttpClientBuilder(client)
                .connectionTimeout(timeout)
                .responseTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
    }

    /** What this process trusts, as every other client in it does. */
    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no TLS by the settings of this JVM", e);
        }
    }

    /** Asked only by pins of certificates, of which there are none; the context above decides. */
    private static X509TrustManager trustAnchors() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            return (X509TrustManager) trust.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no trust anchors by the settings of this JVM", e);
        }
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return of(request).send(request);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return of(request).send(request, context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return of(request).sendSync(request, context);
    }

    private HttpClient of(HttpRequest request) {
        return request.getHttpMethod() == HttpMethod.GET ? questions : writes;
    }
}
