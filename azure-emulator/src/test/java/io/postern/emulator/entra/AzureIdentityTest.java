package io.postern.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.postern.emulator.Azure;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.LocalCertificate;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureIdentityTest {
    private static final TokenRequestContext ARM =
            new TokenRequestContext().addScopes("https://management.azure.com/.default");

    @TempDir
    Path directory;

    @Test
    void azuresOwnClientSignsInOverHttpsAndReadsArm() throws Exception {
        LocalCertificate certificate = LocalCertificate.in(directory);
        SSLContext trust = trusting(certificate);
        try (Azure azure = Azure.started(EmulatorSettings.forTests()
                        .withHttps(certificate.keyStore(), certificate.password())
                        .withPrincipals(Map.of("postern-enforcer", "right")));
                HttpClient http = HttpClient.newBuilder().sslContext(trust).build()) {
            URI https = azure.emulator().httpsUri().orElseThrow();

            AccessToken token = credential(https, trust, "right").getTokenSync(ARM);
            var answer = http.send(
                    HttpRequest.newBuilder(https.resolve(Azure.WEB + "?api-version=2025-03-01"))
                            .header("Authorization", "Bearer " + token.getToken())
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> credential(https, trust, "wrong").getTokenSync(ARM))
                    .hasMessageContaining("AADSTS7000215");
        }
    }

    private static ClientSecretCredential credential(URI authority, SSLContext trust, String secret) {
        return new ClientSecretCredentialBuilder()
                .tenantId(Azure.TENANT)
                .clientId("postern-enforcer")
                .clientSecret(secret)
                .authorityHost(authority.toString())
                .disableInstanceDiscovery()
                .httpClient(new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trust)).build())
                .build();
    }

    private static SSLContext trusting(LocalCertificate certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.keyStore())) {
            keys.load(in, certificate.password().toCharArray());
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
