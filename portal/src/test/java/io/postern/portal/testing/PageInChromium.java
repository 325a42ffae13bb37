package io.postern.portal.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One page with the portal's own scripts, in Debian's Chromium; what the page fetches, the test answers. */
public final class PageInChromium implements AutoCloseable {
    private static final String SCRIPTS = "/assets/js/";

    /** What a path answers. */
    public interface Answers {
        void to(HttpExchange call) throws IOException;
    }

    private final Map<String, Deque<Answers>> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    public PageInChromium(String body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        on("/", call -> html(call, 200, """
                <!DOCTYPE html><html><head><meta name="htmx-config" content='{"allowEval":false,"responseHandling":
                [{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"[45]..","swap":true,"error":true}]}'>
                <script src="%1$shtmx.min.js" defer></script><script src="%1$spostern.js" defer></script>
                <script src="/test.js" defer></script></head><body><div id="messages"></div>%2$s</body></html>""".formatted(SCRIPTS, body)));
    }

    /** Where Chromium is, if it is there. */
    public static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(dir -> Path.of(dir, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The next answer of a path, without its query; the last one is given for ever. */
    public PageInChromium on(String path, Answers answer) {
        answers.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** What the page does itself once it is loaded. */
    public PageInChromium does(String script) {
        return on(
                "/test.js",
                call -> send(call, 200, "text/javascript", "addEventListener('load', function () {" + script + "});"));
    }

    public static void html(HttpExchange call, int status, String body) throws IOException {
        send(call, status, "text/html", body);
    }

    /** The page as it stands when nothing is fetched any more and so much time of its own has passed. */
    public String after(int milliseconds) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
        Path out = home.resolve("dom.html");
        Process chromium = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + home,
                        "--virtual-time-budget=" + milliseconds,
                        "--dump-dom",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        if (!chromium.waitFor(60, TimeUnit.SECONDS)) {
            chromium.destroyForcibly();
            throw new AssertionError("Chromium did not end");
        }
        return Files.readString(out);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        Deque<Answers> known = answers.get(path);
        if (known != null) {
            Answers next;
            synchronized (known) {
                next = known.size() > 1 ? known.poll() : known.peek();
            }
            next.to(call);
            return;
        }
        try (InputStream script =
                path.startsWith(SCRIPTS) ? getClass().getResourceAsStream(path) : InputStream.nullInputStream()) {
            send(
                    call,
                    script == null ? 404 : 200,
                    "text/javascript",
                    new String(script == null ? new byte[0] : script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange call, int status, String type, String body) throws IOException {
        call.getResponseHeaders().add("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (call) {
            call.getResponseBody().write(bytes);
        }
    }
}
