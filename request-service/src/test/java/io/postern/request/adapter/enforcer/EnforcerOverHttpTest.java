package io.postern.request.adapter.enforcer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.postern.calls.OwnToken;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.request.app.Enforcer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An enforcer, or a token endpoint, that takes calls and never answers them. */
class EnforcerOverHttpTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final AtomicInteger tokens = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @TempDir
    private Path dir;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", exchange -> {
            tokens.incrementAndGet();
            byte[] body = "{\"access_token\":\"t\",\"expires_in\":3600}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/api", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"state\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void anAnswerThatBreaksOffIsNoneAfterAWhile() throws IOException {
        long begun = System.nanoTime();
        assertThat(enforcer(address() + "/token").close(RequestId.next(), CloseReason.REVOKED))
                .isEqualTo(Answer.NONE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatIsFarTooLongIsNoneHoweverGoodItIs() throws IOException {
        server.removeContext("/api");
        byte[] body = ("{\"state\":\"closed\"}" + " ".repeat(300_000)).getBytes(UTF_8);
        server.createContext("/api", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        assertThat(enforcer(address() + "/token").close(RequestId.next(), CloseReason.REVOKED))
                .isEqualTo(Answer.NONE);
    }

    @Test
    void ordersThatWaitForATokenInVainWaitOnceAndTogether()
            throws IOException, InterruptedException, ExecutionException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            EnforcerOverHttp enforcer = enforcer("http://127.0.0.1:" + silent.getLocalPort() + "/token");
            Callable<Answer> order = () -> enforcer.close(RequestId.next(), CloseReason.REVOKED);
            long begun = System.nanoTime();
            for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(30, order))) {
                assertThat(answer.get()).isEqualTo(Answer.NONE);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void ordersAtOnceAskForOneToken() throws IOException, InterruptedException {
        EnforcerOverHttp enforcer = enforcer(address() + "/token");
        Callable<Answer> order = () -> enforcer.close(RequestId.next(), CloseReason.REVOKED);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(Collections.nCopies(10, order));
        }
        assertThat(tokens.get()).isEqualTo(1);
    }

    private EnforcerOverHttp enforcer(String tokenEndpoint) throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "s3cret");
        OwnToken token = new OwnToken(URI.create(tokenEndpoint), "me", secret, Clock.systemUTC(), PATIENCE);
        return new EnforcerOverHttp(URI.create(address()), token, PATIENCE);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
