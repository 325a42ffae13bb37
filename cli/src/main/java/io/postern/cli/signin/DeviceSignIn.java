package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.OAuthRefusal;
import io.postern.cli.api.Unanswered;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sign-in on another screen: the person types a code there, and this waits (RFC 8628). */
final class DeviceSignIn {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final long USUAL_SECONDS = 5;
    private static final long SLOWER_SECONDS = 5;
    private static final long USUAL_LIFE = 900;

    private final Issuer issuer;
    private final Consumer<JsonNode> show;

    /** {@code show} tells the person the code and where to type it. */
    DeviceSignIn(Issuer issuer, Consumer<JsonNode> show) {
        this.issuer = issuer;
        this.show = show;
    }

    /** The token endpoint's answer. {@code more} are parameters such as {@code claims}. */
    JsonNode tokens(Map<String, String> more) {
        Map<String, String> asked = new TreeMap<>(more);
        asked.put("client_id", issuer.profile().clientId());
        asked.put("scope", issuer.profile().scope());
        JsonNode code = issuer.device(asked);
        show.accept(code);
        long every = Duration.ofSeconds(Math.max(1, code.path("interval").asLong(USUAL_SECONDS)))
                .toNanos();
        long end = System.nanoTime()
                + Duration.ofSeconds(code.path("expires_in").asLong(USUAL_LIFE)).toNanos();
        Exception unheard = null;
        while (System.nanoTime() < end) {
            pause(every);
            try {
                return issuer.tokens(Map.of(
                        "grant_type",
                        GRANT,
                        "device_code",
                        code.path("device_code").asText()));
            } catch (OAuthRefusal refusal) {
                switch (refusal.error()) {
                    case "authorization_pending", "temporarily_unavailable", "server_error" -> {}
                    case "slow_down" -> every += TimeUnit.SECONDS.toNanos(SLOWER_SECONDS);
                    case "access_denied", "authorization_declined" ->
                        throw new CommandFailure(
                                "You have not signed in: it was declined on the other screen.", refusal);
                    case "expired_token" -> throw late(refusal);
                    default -> throw refusal;
                }
            } catch (Unanswered lost) {
                unheard = lost; // the person may be typing just now, and their code holds on
            }
        }
        throw late(unheard);
    }

    private static CommandFailure late(@Nullable Exception cause) {
        String sentence = "Nobody typed the code in time: sign in again.";
        return cause == null ? new CommandFailure(sentence) : new CommandFailure(sentence, cause);
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CommandFailure("Interrupted.");
            }
            LockSupport.parkNanos(left);
        }
    }
}
