package io.postern.portal.adapter.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postern.portal.app.Changes;
import io.postern.portal.app.SignedIn;
import io.postern.portal.domain.Person;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a page hears of changes, however the stream behind it fares. */
@Timeout(30)
class ChangesOverHttpTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private HttpServer server;
    private HttpClient http;
    private volatile String answer = "event: hello\ndata: {}\n\n";
    private volatile int status = 200;
    private volatile boolean goesOn;

    @BeforeEach
    void start() throws IOException {
        serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        http = HttpClient.newHttpClient();
    }

    private void serve(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.stop(0);
    }

    @Test
    void aPageIsToldToReadAnewAtTheBeginningAndThenOfEachChange() throws InterruptedException {
        answer =
                "event: hello\ndata: {}\n\n:still here\n\nevent: changed\ndata: {\"requestId\":\"1\"}\n\nevent: other\ndata: x\n\n";
        goesOn = true;
        try (Changes.Hearing _ = hear()) {
            assertThat(next()).isEqualTo("{}");
            assertThat(next()).isEqualTo("quiet");
            assertThat(next()).isEqualTo("{\"requestId\":\"1\"}");
            assertThat(asked.take()).isEqualTo("/api/v1/access-requests/events Bearer secret text/event-stream");
        }
    }

    @Test
    void aStreamThatBreaksIsTakenUpAgain() throws InterruptedException {
        try (Changes.Hearing _ = hear()) {
            assertThat(next()).isEqualTo("{}");
            assertThat(next()).isEqualTo("quiet");
            assertThat(next()).isEqualTo("{}");
            status = 503;
            do {
                asked.clear();
            } while (!next().equals("quiet") || asked.isEmpty());
            status = 200;
            while (!next().equals("{}")) {
                assertThat(heard).doesNotContain("over");
            }
        }
    }

    @Test
    void aServiceThatComesBackIsHeardAgainSoon() throws Exception {
        try (Changes.Hearing _ = hear()) {
            assertThat(next()).isEqualTo("{}");
            InetSocketAddress address = server.getAddress();
            server.stop(0);
            heard.clear();
            for (int refused = 0; refused < 3; ) { // each time that nobody is there
                refused += next().equals("quiet") ? 1 : 0;
            }
            serve(address);
            while (!next().equals("{}")) {
                assertThat(heard).doesNotContain("over");
            }
        }
    }

    @Test
    void whoeverIsNoLongerKnownHearsNothingMore() throws InterruptedException {
        status = 401;
        try (Changes.Hearing _ = hear()) {
            assertThat(next()).isEqualTo("over");
        }
    }

    @Test
    void whoIsOneTooManyIsToldSoAtTheBeginningAndComesAgainLater() throws InterruptedException {
        status = 429;
        try (Changes.Hearing _ = hear()) {
            assertThat(next()).isEqualTo("too many");
            assertThat(next()).isEqualTo("over");
        }
        status = 200;
        try (Changes.Hearing _ = hear()) {
            assertThat(next()).isEqualTo("{}");
            status = 429;
            asked.clear();
            while (asked.size() < 2) {
                assertThat(next()).isNotIn("too many", "over");
            }
        }
    }

    @Test
    void theStreamBehindAPageEndsWithIt() throws InterruptedException {
        goesOn = true;
        Changes.Hearing hearing = hear();
        assertThat(next()).isEqualTo("{}");
        hearing.close();
        while (!next().equals("over")) {
            assertThat(heard).hasSizeLessThan(100_000);
        }
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private String next() throws InterruptedException {
        String next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private Changes.Hearing hear() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        ServiceCalls calls = new ServiceCalls(http, new ObjectMapper(), new Somebody(), Duration.ofSeconds(3));
        return new ChangesOverHttp(calls, new Upstream(address, "It"), Duration.ofMillis(10))
                .hear(new Changes.Listener() {
                    @Override
                    public void changed(String json) {
                        heard.add(json);
                    }

                    @Override
                    public void tooMany() {
                        heard.add("too many");
                    }

                    @Override
                    public void quiet() {
                        heard.add("quiet");
                    }

                    @Override
                    public void over() {
                        heard.add("over");
                    }
                });
    }

    private void answer(HttpExchange call) throws IOException {
        asked.add(call.getRequestURI() + " " + call.getRequestHeaders().getFirst("Authorization") + " "
                + call.getRequestHeaders().getFirst("Accept"));
        call.sendResponseHeaders(status, status == 200 ? 0 : -1);
        if (status != 200) {
            call.close();
            return;
        }
        try (OutputStream out = call.getResponseBody()) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (goesOn) { // as fast as it is read: what nobody reads waits here
                out.write(": \n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            hungUp.countDown();
        }
    }

    private static final class Somebody implements SignedIn {
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
