package io.postern.emulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HTTP/1.1 requests from a connection, one after the other. */
final class RequestReader {
    private static final int LARGEST_HEAD = 128 * 1024;
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([A-Z]+) (?:https?://[^/ ]+)?(/[^ ]*) HTTP/1\\.([01])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})(?:[ \t]*;.*)?");

    private final InputStream in;
    private final OutputStream out;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** A request that is none; the connection cannot be read on. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Malformed(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }
    }

    /** The next request; empty when the client has closed or fallen silent. */
    Optional<Request> read() throws IOException, Malformed {
        int[] left = {LARGEST_HEAD};
        String first = firstLine(left);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Matcher line = REQUEST_LINE.matcher(first);
        if (!line.matches()) {
            throw new Malformed(400, "InvalidRequest", "The request line is malformed.");
        }
        Map<String, String> headers = headers(left);
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        return Optional.of(new Request(
                line.group(1),
                line.group(2),
                headers,
                body(headers),
                line.group(3).equals("1")));
    }

    private String firstLine(int[] left) throws IOException, Malformed {
        try {
            String line = line(left);
            return line.isEmpty() ? line(left) : line;
        } catch (SocketTimeoutException silent) {
            return "";
        }
    }

    private Map<String, String> headers(int[] left) throws IOException, Malformed {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String text = line(left); !text.isEmpty(); text = line(left)) {
            Matcher header = HEADER.matcher(text);
            if (!header.matches()) {
                throw new Malformed(400, "InvalidRequest", "A header of the request is malformed.");
            }
            headers.merge(header.group(1).toLowerCase(Locale.ROOT), header.group(2), (a, b) -> a + "," + b);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException, Malformed {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return chunks();
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,12}")) {
            throw new Malformed(400, "InvalidRequest", "The Content-Length is not a number.");
        }
        return exactly(limited(Long.parseLong(length)));
    }

    private byte[] chunks() throws IOException, Malformed {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] left = {LARGEST_HEAD};
        while (true) {
            Matcher size = CHUNK.matcher(line(left));
            if (!size.matches()) {
                throw new Malformed(400, "InvalidRequest", "A chunk of the body is malformed.");
            }
            long bytes = Long.parseLong(size.group(1), 16);
            if (bytes == 0) {
                headers(left);
                return body.toByteArray();
            }
            limited(body.size() + bytes);
            body.write(exactly((int) bytes));
            line(left);
            left[0] = LARGEST_HEAD;
        }
    }

    private static int limited(long bytes) throws Malformed {
        if (bytes > LARGEST_BODY) {
            throw new Malformed(
                    413, "RequestContentTooLarge", "The request content size exceeds the maximum size of 8 MB.");
        }
        return (int) bytes;
    }

    private byte[] exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new IOException("the body ended early");
        }
        return read;
    }

    /** One line without its end; empty at the end of the stream too. */
    private String line(int[] left) throws IOException, Malformed {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (--left[0] < 0) {
                throw new Malformed(431, "RequestHeadersTooLarge", "The head of the request is too large.");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
