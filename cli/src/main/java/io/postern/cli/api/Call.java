package io.postern.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One question to a service and its answer. By the older of the JDK's two clients, which is ready in a tenth of the time of the
 * newer one: a command asks a question or two, and is over.
 */
record Call(String method, URI address, Map<String, String> headers, String body) {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 10_000;

    static {
        // Whether something is asked for twice is not for the client to decide.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    /** What came back; {@code challenges} say what more proof of who asks is wanted. */
    record Answer(int status, String body, List<String> challenges) {}

    Answer answer() {
        HttpURLConnection connection;
        try {
            connection = connected();
        } catch (IOException e) {
            throw Unanswered.by(address, false, e);
        }
        try {
            if (connection.getDoOutput()) {
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(StandardCharsets.UTF_8));
                }
            }
            int status = connection.getResponseCode();
            return new Answer(status, text(connection, status), challenges(connection));
        } catch (IOException e) {
            throw Unanswered.by(address, true, e);
        }
    }

    private HttpURLConnection connected() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setDoOutput(method.equals("POST"));
        headers.forEach(connection::setRequestProperty);
        connection.connect();
        return connection;
    }

    private static String text(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> challenges(HttpURLConnection connection) {
        List<String> challenges = new ArrayList<>();
        for (int i = 0; connection.getHeaderField(i) != null; i++) {
            if ("WWW-Authenticate".equalsIgnoreCase(connection.getHeaderFieldKey(i))) {
                challenges.add(connection.getHeaderField(i));
            }
        }
        return challenges;
    }
}
