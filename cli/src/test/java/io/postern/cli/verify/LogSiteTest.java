package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log that is read over HTTP from a server that is not always well. */
class LogSiteTest extends VerifiedLog {
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private HttpServer server;
    private boolean failing;
    private boolean endless;
    private boolean paged;
    private boolean pruned;
    private boolean breaking;
    private boolean stalling;
    private Duration longest = Duration.ofSeconds(30);

    @BeforeEach
    void serve() throws Exception {
        log.publish(Events.plain(700));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/log/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aLogIsReadThoughEveryFirstAnswerIsAFailure() {
        assertThat(verifySite().broken()).isEmpty();
        assertThat(verifySite().entries()).isEqualTo(700);
    }

    @Test
    void theFullTileServesWhereTheShortOneIsGone() throws Exception {
        log.publish(Events.plain(300));
        log.publish(Events.plain(700));
        log.checkpoint(Events.plain(300));
        Files.delete(log.file("tile/0/001.p/44"));
        Files.delete(log.file("tile/entries/001.p/44"));

        assertThat(verifySite().broken()).isEmpty();
    }

    @Test
    void theListOfCheckpointsIsReadByPagesWhereItIsNoFile() throws Exception {
        log.publish(Events.plain(700));
        paged = true;

        assertThat(verifySite().broken()).isEmpty();
        assertThat(verifySite().remarks()).isEmpty();
        assertThat(verifySite().checkpoints()).isEqualTo(2);
    }

    @Test
    void aServerThatKeepsFailingIsSaidToBeTheFault() {
        failing = true;

        assertThatThrownBy(this::verifySite)
                .isInstanceOf(Unreadable.class)
                .hasMessage("checkpoint cannot be read: the log's server answers 503, 5 times");
    }

    @Test
    void aLogIsReadThoughEveryFirstConnectionBreaks() {
        breaking = true;

        assertThat(verifySite().broken()).isEmpty();
    }

    @Test
    @Timeout(60)
    void anAnswerThatStopsInTheMiddleIsNotAwaitedForEver() {
        stalling = true;
        longest = Duration.ofMillis(200);

        assertThatThrownBy(this::verifySite)
                .isInstanceOf(Unreadable.class)
                .hasMessage(
                        "checkpoint cannot be read: the log's server did not come to the end of its answer, 5 times");
    }

    @Test
    void anAnswerWithoutAnEndIsNotTakenIntoMemory() {
        endless = true;

        assertBroken(verifySite(), "checkpoint", "larger than");
    }

    @Test
    void entriesThatAreNoLongerHandedOutProveNothingEitherWay() {
        pruned = true;

        assertThatThrownBy(this::verifySite)
                .isInstanceOf(Withheld.class)
                .hasMessageContaining(
                        "tile/entries/000 is no longer handed out here; lay the archive's files over a copy");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/log/".length());
            Path file = log.file(path);
            if (paged && path.equals("checkpoints")) {
                file = dir.resolve("page");
                List<String> lines = Files.readAllLines(log.file("checkpoints/000.jsonl"));
                Files.write(
                        file,
                        switch (exchange.getRequestURI().getQuery()) {
                            case "after=0" -> lines.subList(0, 2);
                            case "after=512" -> lines.subList(2, 3);
                            default -> List.of();
                        });
            } else if (paged && path.startsWith("checkpoints/")) {
                file = dir.resolve("nowhere");
            }
            if (pruned && path.equals("tile/entries/000")) {
                exchange.sendResponseHeaders(410, -1);
            } else if (failing || asked.add(path)) {
                if (!breaking) {
                    exchange.sendResponseHeaders(503, -1);
                }
            } else if (stalling) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                stopped.await();
            } else if (endless) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write(new byte[8192]);
                }
            } else if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Report verifySite() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
        Evidence evidence = new Evidence(
                new LogSite(url, 1, longest), log.keyFile(), List.of(), Optional.empty(), Optional.empty());
        return new TrailVerifier().verify(evidence, NOW);
    }
}
