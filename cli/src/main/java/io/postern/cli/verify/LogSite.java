package io.postern.cli.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A log that is published over HTTP (C2SP tlog-tiles). What fails for a moment is asked for again; nothing is followed elsewhere. */
public final class LogSite implements LogSource {
    private static final int ATTEMPTS = 5;
    private static final Pattern SIZE = Pattern.compile("\\{\"size\":([0-9]{1,18}),");
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final Duration TO_BEGIN = Duration.ofSeconds(30);
    private static final Duration TO_END = Duration.ofMinutes(2);

    /** What is read of an answer that is none. */
    private static final long LONGEST_EXCUSE = 65_536;

    private final URI base;
    private final long pauseMillis;
    private final Duration toEnd;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public LogSite(URI base) {
        this(base, FIRST_PAUSE_MILLIS, TO_END);
    }

    LogSite(URI base, long pauseMillis, Duration toEnd) {
        this.base = URI.create(base.toString().replaceAll("/*$", "/"));
        this.pauseMillis = pauseMillis;
        this.toEnd = toEnd;
    }

    @Override
    public Optional<byte[]> read(String path, long longest) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(path, longest);
            } catch (Passing passing) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(passing.getMessage() + ", " + ATTEMPTS + " times", passing);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis << attempt - 1));
            }
        }
    }

    private Optional<byte[]> once(String path, long longest) throws IOException {
        HttpRequest get =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TO_BEGIN).build();
        HttpResponse<byte[]> answer = answer(get, longest + 1);
        return switch (answer.statusCode()) {
            case 200 -> {
                if (answer.body().length > longest) {
                    throw new TooLong();
                }
                yield Optional.of(answer.body());
            }
            case 404 -> Optional.empty();
            case 410 -> throw new Withheld(path);
            case 408, 429, 500, 502, 503, 504 -> throw new Passing("the log's server answers " + answer.statusCode());
            default -> throw new IOException("the log's server answers " + answer.statusCode());
        };
    }

    /** The timeout of a request ends where the answer begins, so its end is awaited here. */
    private HttpResponse<byte[]> answer(HttpRequest get, long most) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(get, head -> new BoundedBody(head.statusCode() == 200 ? most : LONGEST_EXCUSE));
        try {
            return asked.get(toEnd.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new Passing("the log's server did not come to the end of its answer", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException why) {
                throw new Passing("the connection to the log's server broke: " + reason(why), e);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String reason(IOException why) {
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }

    /** A server of files has the list as one; audit-service gives pages of it. */
    @Override
    public Optional<byte[]> checkpoints(String file, long after, int count, long longest) throws IOException {
        Optional<byte[]> whole = read(file, longest);
        if (whole.isPresent()) {
            return whole;
        }
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        long last = after;
        while (true) {
            String page = read("checkpoints?after=" + last, longest)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            long before = last;
            for (String line : page.split("(?<=\n)", -1)) {
                Matcher size = SIZE.matcher(line);
                if (!size.lookingAt() || list.size() > longest) {
                    break;
                }
                long each = Long.parseLong(size.group(1));
                if (each > after + count) {
                    return Optional.of(list.toByteArray());
                }
                list.writeBytes(line.getBytes(StandardCharsets.UTF_8));
                last = Math.max(last, each);
            }
            if (last == before) {
                return list.size() == 0 ? Optional.empty() : Optional.of(list.toByteArray());
            }
        }
    }

    /** A short tile goes as soon as the full one is there, and no other version has to be offered. */
    @Override
    public IntStream widths(int wanted) {
        return wanted == Tiles.WIDTH ? IntStream.of(wanted) : IntStream.of(wanted, Tiles.WIDTH);
    }

    /** Waiting for answers is what takes the time here. */
    @Override
    public int parallel() {
        return 16;
    }

    private static final class Passing extends IOException {
        private static final long serialVersionUID = 1L;

        Passing(String what) {
            super(what);
        }

        Passing(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
