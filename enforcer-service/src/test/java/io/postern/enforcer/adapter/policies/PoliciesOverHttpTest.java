package io.postern.enforcer.adapter.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.postern.calls.OwnToken;
import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesOverHttpTest {
    private static final String VM = "\"virtualMachine\":\"" + World.VM + "\"";
    private static final String SSH =
            "{\"port\":22,\"protocol\":\"TCP\",\"allowedSources\":[\"*\"],\"maxDuration\":\"PT3H\"}";
    private static final String GOOD = "{" + VM + ",\"policy\":\"p\",\"ports\":[" + SSH + "]}";

    private final AtomicInteger tokens = new AtomicInteger();
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private int status = 200;
    private String body = "";
    private boolean silent;
    private HttpServer server;

    @TempDir
    private Path dir;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] bytes;
            if (exchange.getRequestURI().getPath().equals("/token")) {
                bytes = ("{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":3600}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
            } else {
                asked.add(exchange.getRequestURI().getPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, silent ? 1_000 : bytes.length);
            }
            exchange.getResponseBody().write(bytes);
            if (silent && !asked.isEmpty()) {
                awaitTheEnd();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void thePolicyOfTheVmIsReadAndTheTokenIsKept() {
        body = GOOD;
        PoliciesOverHttp policies = policies();
        PortAccess ssh = new PortAccess(new Port(22), Protocol.TCP);

        assertThat(policies.ask(World.VM))
                .isEqualTo(policies.ask(World.VM))
                .isEqualTo(new PolicyAnswer.Protected(List.of(ssh), AccessConditions.DEFAULT));
        assertThat(asked).containsOnly("/api/v1/virtual-machines" + World.VM + "/jit-policy Bearer t1");
    }

    @Test
    void itsConditionsBoundSources() {
        body = GOOD.replace(
                "}]}",
                "}],\"conditions\":{\"anySource\":true,\"privateNetwork\":true,\"mfa\":true,\"widestSource\":{\"ipv4\":16}}}");

        assertThat(((PolicyAnswer.Protected) policies().ask(World.VM)).demands())
                .isEqualTo(new AccessConditions(true, true, 16, 56, false, null));
    }

    @Test
    void onlyOurOwnProblemSaysThatThereIsNoPolicy() {
        status = 404;
        body = "{\"type\":\"urn:postern:problem:no-jit-policy\",\"status\":404}";
        assertThat(policies().ask(World.VM)).isEqualTo(new PolicyAnswer.NotProtected());

        for (String other : List.of(
                "{\"type\":\"about:blank\"}",
                "{\"type\":\"urn:postern:problem:unknown-vm\"}",
                "{\"error\":{\"code\":\"PolicyNotFound\"}}",
                "[\"urn:postern:problem:no-jit-policy\"]",
                "<html>urn:postern:problem:no-jit-policy</html>",
                "")) {
            body = other;
            assertThat(policies().ask(World.VM)).as(other).isInstanceOf(PolicyAnswer.Silence.class);
        }
        for (int other : List.of(200, 301, 400, 401, 403, 410, 500, 503)) {
            status = other;
            body = "{\"type\":\"urn:postern:problem:no-jit-policy\",\"status\":404}";
            assertThat(policies().ask(World.VM)).as("" + other).isInstanceOf(PolicyAnswer.Silence.class);
        }
    }

    @Test
    void aPolicyThatCannotBeReadIsSilence() {
        for (String bad : List.of(
                "",
                "{}",
                "null",
                "{" + VM + "}",
                "{" + VM + ",\"ports\":[]}",
                "{\"ports\":[" + SSH + "]}",
                GOOD.replace("web-1", "web-2"),
                GOOD.replace(":22,", ":0,"),
                GOOD.replace(":22,", ":\"22\","),
                GOOD.replace("TCP", "SCTP"),
                GOOD.replace("}]}", "}],\"conditions\":{\"widestSource\":{\"ipv4\":0}}}"),
                GOOD + "x")) {
            body = bad;
            assertThat(policies().ask(World.VM)).as(bad).isInstanceOf(PolicyAnswer.Silence.class);
        }
    }

    @Test
    void aTokenThatIsTurnedAwayIsNotUsedAgain() {
        status = 401;
        PoliciesOverHttp policies = policies();
        policies.ask(World.VM);
        policies.ask(World.VM);

        assertThat(tokens).hasValue(2);
    }

    @Test
    void anAnswerThatBreaksOffIsSilence() {
        silent = true;
        body = "{";
        assertThat(policies().ask(World.VM)).isInstanceOf(PolicyAnswer.Silence.class);
    }

    @Test
    void anAnswerThatIsFarTooLongIsSilenceHoweverGoodItIs() {
        body = GOOD + " ".repeat(300_000);
        assertThat(policies().ask(World.VM)).isInstanceOf(PolicyAnswer.Silence.class);
    }

    @Test
    void nobodyThereIsSilence() {
        PoliciesOverHttp policies = policies();
        server.stop(0);
        assertThat(policies.ask(World.VM)).isInstanceOf(PolicyAnswer.Silence.class);
    }

    private PoliciesOverHttp policies() {
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Path secret = Files.writeString(dir.resolve("secret"), "s3cret");
            OwnToken token = new OwnToken(base.resolve("/token"), "me", secret, Clock.systemUTC());
            return new PoliciesOverHttp(base, token, Duration.ofMillis(500));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
