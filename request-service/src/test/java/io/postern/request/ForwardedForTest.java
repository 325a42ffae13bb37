package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a call comes from, when there are proxies on its way; one address of this machine is a trusted one. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ForwardedForTest {
    private static final String DRY = REQUESTS + "?dryRun=true";

    @Inject
    Neighbours neighbours;

    @BeforeEach
    void protectAVm() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/fwd-1'")
                .isEmpty()) {
            neighbours.protectedVm("fwd-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,  198.51.100.9, 203.0.113.7/32",
        "127.0.0.90, 198.51.100.9, 198.51.100.9/32",
        "127.0.0.90, '192.0.2.4, [2001:db8::9]:443', 2001:db8::9/128",
        "127.0.0.90, '192.0.2.4, 127.0.0.90', 192.0.2.4/32"
    })
    void onlyATrustedProxyIsBelievedAboutTheAddress(String peer, String forwarded, String source) {
        for (String path : List.of(DRY, REQUESTS)) {
            JsonNode answer = sent(path, peer, forwarded).json();
            assertThat(answer.path("sources").toString()).isEqualTo("[\"" + source + "\"]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,  198.51.100.9, 203.0.113.7, public",
        "127.0.0.90, 198.51.100.9, 198.51.100.9, public",
        "127.0.0.90, 10.1.2.3, 10.1.2.3, private",
        "127.0.0.90, unknown, '', unclear"
    })
    void anybodyCanAskWhichAddressTheyAreSeenToComeFrom(String peer, String forwarded, String address, String kind) {
        Api.Answer seen =
                sent(Api.to("/api/v1/my-address").GET(), peer, forwarded).is(200);
        assertThat(seen.text("address")).isEqualTo(address);
        assertThat(seen.text("kind")).isEqualTo(kind);
        assertThat(Api.send(Api.to("/api/v1/my-address")).status()).isEqualTo(401);
    }

    @Test
    void whatAProxySaysAndNobodyCanReadIsUnclear() {
        for (String forwarded : List.of("unknown", "198.51.100.9, ", "198.51.100.9, a b", "x".repeat(3000))) {
            for (String path : List.of(DRY, REQUESTS)) {
                assertThat(sent(path, "127.0.0.90", forwarded).is(400).text("type"))
                        .isEqualTo("urn:postern:problem:source-unclear");
            }
        }
        assertThat(sent(DRY, "127.0.0.90", "10.1.2.3").is(400).text("type"))
                .isEqualTo("urn:postern:problem:source-unusable");
    }

    private static Api.Answer sent(String path, String peer, String forwarded) {
        HttpRequest.Builder request = Api.to(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(goodBody("fwd-1")));
        return sent(request, peer, forwarded);
    }

    private static Api.Answer sent(HttpRequest.Builder request, String peer, String forwarded) {
        try (HttpClient http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(peer))
                .build()) {
            return new Api.Answer(http.send(
                    request.header("Authorization", "Bearer " + TestIdentity.requester())
                            .header("X-Forwarded-For", forwarded)
                            .build(),
                    BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
