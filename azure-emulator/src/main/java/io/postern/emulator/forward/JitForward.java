package io.postern.emulator.forward;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands {@code Microsoft.Security/…/jitNetworkAccessPolicies} on to request-service, as the portal's gateway in front of Azure
 * would: the token is not looked at, the client's address goes along. To a service on this machine it comes from an address of its
 * own, which alone that service needs to trust.
 */
public final class JitForward implements Endpoint, AutoCloseable {
    /** Where calls to a service on this machine come from. */
    public static final String SOURCE = "127.0.0.90";

    private static final System.Logger LOG = System.getLogger(JitForward.class.getName());
    private static final long LARGEST_ANSWER = 32L * 1024 * 1024;
    private static final Set<String> PASSED_ON = Set.of(
            "authorization", "if-match", "if-none-match", "content-type", "accept", "idempotency-key", "traceparent");
    private static final Set<String> KEPT_BACK =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "date", "upgrade");

    private final URI target;
    private final Duration patience;
    private final HttpClient client;

    public JitForward(URI target, Duration patience) {
        this.target = target;
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2));
        if (isOnThisMachine(target)) {
            builder.localAddress(InetAddress.ofLiteral(SOURCE));
        }
        this.client = builder.build();
    }

    private static boolean isOnThisMachine(URI target) {
        try {
            return InetAddress.getByName(target.getHost()).isLoopbackAddress();
        } catch (UnknownHostException notYet) {
            LOG.log(System.Logger.Level.DEBUG, "{0} has no address yet", target.getHost());
            return false;
        }
    }

    /** Whether a path is one of just-in-time access, in any casing. */
    public static boolean owns(Call call) {
        List<String> path = call.segments();
        for (int i = 2; call.is(0, "subscriptions") && i < path.size(); i++) {
            if (call.is(i, "providers") && call.is(i + 1, "Microsoft.Security")) {
                return path.subList(i + 2, path.size()).stream()
                        .anyMatch(segment -> segment.equalsIgnoreCase("jitNetworkAccessPolicies"));
            }
        }
        return false;
    }

    @Override
    public Reply answer(Call call) {
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(request(call), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return reply(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException silent) {
            asked.cancel(true);
            return error(504, "GatewayTimeout", target + " did not answer within " + patience.toSeconds() + " s.");
        } catch (ExecutionException failed) {
            String why = failed.getCause() instanceof IOException cause && cause.getMessage() != null
                    ? " (" + cause.getMessage() + ")"
                    : "";
            LOG.log(System.Logger.Level.WARNING, "request-service cannot be reached at {0}{1}", target, why);
            return error(502, "BadGateway", "request-service cannot be reached at " + target + why + ".");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return error(502, "BadGateway", "The emulator is stopping.");
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + call.rawPathAndQuery()));
        byte[] body = call.body();
        request.method(call.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        call.headers().forEach((name, value) -> {
            if (PASSED_ON.contains(name) || name.startsWith("x-ms-")) {
                request.setHeader(name, value);
            }
        });
        URI base = URI.create(call.base());
        String before = call.header("X-Forwarded-For").map(hops -> hops + ", ").orElse("");
        return request.setHeader(
                        "X-Forwarded-For", before + call.peer().getHostAddress().replaceFirst("%.*", ""))
                .setHeader("X-Forwarded-Proto", base.getScheme())
                .setHeader("X-Forwarded-Host", base.getRawAuthority())
                .build();
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> {
            if (!KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
            }
        });
        return Reply.raw(response.statusCode(), headers, response.body());
    }

    private static Reply error(int status, String code, String message) {
        var body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Reply.of(status, body);
    }

    /** The forward that the settings ask for, if any. */
    public static Optional<JitForward> to(Optional<URI> target) {
        return target.map(t -> new JitForward(t, Duration.ofSeconds(10)));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
