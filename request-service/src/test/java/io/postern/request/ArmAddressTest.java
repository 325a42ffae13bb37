package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no well-behaved client makes, written to the connection by hand. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ArmAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%73ubscriptions/x",
                "/%53UBSCRIPTIONS",
                "/./subscriptions/x",
                "/x/../subscriptions/x",
                "//subscriptions/x",
                "/subscriptions;a=b",
                "/subscriptions;a=b/x",
                "/subscriptions%2Fx"
            })
    void anAnswerIsNumberedHoweverTheAddressIsWritten(String path) {
        String answer = sent("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"NotFound\"");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("\r\nx-ms-request-id: ");
    }

    @Test
    void aCallThatNamesNoHostIsRefusedAndNoFailure() {
        String azure = sent("GET " + Arm.policy("None", "default") + " HTTP/1.0\r\n");
        assertThat(azure).startsWith("HTTP/1.0 400").contains("InvalidRequestContent", "Host");
        assertThat(sent("GET " + Api.REQUESTS + " HTTP/1.0\r\n"))
                .startsWith("HTTP/1.0 400")
                .contains("application/problem+json", "Host");
        assertThat(sent("GET " + Arm.policy("None", "default") + " HTTP/1.0\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.0 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "???", "a b", "[::1", "localhost:99999999", "http://localhost", "a/b"})
    void aHostThatIsNoneIsNoReasonToFail(String host) {
        assertThat(sent("GET " + Arm.policy("None", "default") + " HTTP/1.1\r\nHost: " + host + "\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    private static String sent(String head) {
        URI base = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((head + "Connection: close\r\nAuthorization: Bearer " + TestIdentity.auditor() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
