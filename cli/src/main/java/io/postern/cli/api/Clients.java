package io.postern.cli.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The senders of requests: one for HTTPS, and one for this machine's HTTP that knows no certificates, because reading those that
 * this JDK trusts takes longer than most calls.
 */
final class Clients {
    private @Nullable HttpClient plain;
    private @Nullable HttpClient secure;

    synchronized HttpClient of(URI address) {
        if ("https".equals(address.getScheme())) {
            HttpClient client = secure == null ? builder().build() : secure;
            secure = client;
            return client;
        }
        HttpClient client =
                plain == null ? builder().sslContext(trustingNobody()).build() : plain;
        plain = client;
        return client;
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2));
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
