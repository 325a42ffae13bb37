package io.postern.audit.adapter.blob;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A container as the Blob service answers for it: properties, Put Blob with If-None-Match, Get Blob and its properties. */
final class StubContainer implements AutoCloseable {
    final Map<String, byte[]> blobs = new TreeMap<>();
    boolean immutable = true;

    /** So many of the next calls are answered 503. */
    int failures;

    int calls;
    private final HttpServer server;

    StubContainer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/account/postern-log";
    }

    private synchronized void answer(HttpExchange call) throws IOException {
        calls++;
        byte[] body = call.getRequestBody().readAllBytes();
        Headers answer = call.getResponseHeaders();
        answer.add("x-ms-request-id", "1");
        answer.add("ETag", "\"0x1\"");
        answer.add("Last-Modified", "Sat, 21 Nov 2026 08:00:00 GMT");
        String path = URLDecoder.decode(call.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        String blob = path.substring(Math.min(path.length(), "/account/postern-log/".length()));
        if (failures > 0) {
            failures--;
            send(call, 503, new byte[0]);
        } else if (blob.isEmpty()) {
            answer.add("x-ms-has-immutability-policy", String.valueOf(immutable));
            answer.add("x-ms-has-legal-hold", "false");
            answer.add("x-ms-immutable-storage-with-versioning-enabled", "false");
            send(call, 200, new byte[0]);
        } else if (call.getRequestMethod().equals("PUT")) {
            put(call, blob, body);
        } else {
            byte[] held = blobs.get(blob);
            answer.add("x-ms-blob-type", "BlockBlob");
            send(call, held == null ? 404 : 200, held == null ? new byte[0] : held);
        }
    }

    private void put(HttpExchange call, String blob, byte[] body) throws IOException {
        if (!"*".equals(call.getRequestHeaders().getFirst("If-None-Match"))) {
            send(call, 400, new byte[0]);
        } else if (blobs.containsKey(blob)) {
            call.getResponseHeaders().add("x-ms-error-code", "BlobAlreadyExists");
            send(call, 409, new byte[0]);
        } else {
            blobs.put(blob, body);
            send(call, 201, new byte[0]);
        }
    }

    private static void send(HttpExchange call, int status, byte[] body) throws IOException {
        boolean head = call.getRequestMethod().equals("HEAD");
        if (head) {
            call.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
        }
        call.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            call.getResponseBody().write(body);
        }
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
