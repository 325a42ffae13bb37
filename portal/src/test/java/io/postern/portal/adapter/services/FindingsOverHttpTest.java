package io.postern.portal.adapter.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.finding.Closing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long is waited for the enforcer. */
@Timeout(30)
class FindingsOverHttpTest {
    private final CountDownLatch busy = new CountDownLatch(1);
    private HttpServer server;
    private HttpClient http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        busy.countDown();
        http.shutdownNow();
        server.stop(0);
    }

    @Test
    void anOrderToCloseEverythingIsWaitedForWhereAPageNoLongerIs() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Upstream enforcer = new Upstream(address, "The enforcer");
        ServiceCalls calls = new ServiceCalls(http, new ObjectMapper(), new Nobody(), Duration.ofMillis(200));
        FindingsOverHttp findings =
                new FindingsOverHttp(calls, calls.patientFor(Duration.ofSeconds(20)), enforcer, enforcer);

        CompletableFuture<Answer<Closing>> order = CompletableFuture.supplyAsync(() -> findings.panic("", "stolen"));
        assertThat(findings.all()).isInstanceOf(Answer.Silent.class);
        busy.countDown();
        assertThat(order.join()).isEqualTo(new Answer.Given<>(new Closing(12, 3)));
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            busy.await(20, TimeUnit.SECONDS);
            byte[] body = "{\"grants\":12,\"boundaries\":3}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            call.sendResponseHeaders(202, body.length);
            call.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Nobody implements SignedIn {
        @Override
        public Person person() {
            return new Person("oid", "tenant", "Somebody", "", Set.of());
        }

        @Override
        public String accessToken() {
            return "secret";
        }

        @Override
        public String address() {
            return "127.0.0.1";
        }
    }
}
