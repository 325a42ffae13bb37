package io.postern.portal.adapter.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.domain.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Gets the next tokens of a session from the issuer by its refresh token. */
public final class Renewal {
    private static final long MOST_BYTES = 256 * 1024;
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    /** What of an issuer's errors is about the person. All else is about the portal or the way there, and passes. */
    private static final Set<String> PERSONAL =
            Set.of("invalid_grant", "interaction_required", "login_required", "consent_required");

    /** The issuer wants the person to sign in again. */
    static final class SignInAgain extends Exception {
        SignInAgain(String error) {
            super("the issuer answered " + error, null, false, false);
        }
    }

    private final HttpClient http;
    private final ObjectMapper json;
    private final String clientId;
    private final String secret;
    private final String scope;
    private final InstantSource clock;
    private final Duration patience;

    /** With the scopes that the sign-in asked for: without them Entra ID would not know for whom tokens are to be. */
    public Renewal(
            HttpClient http,
            ObjectMapper json,
            String clientId,
            String secret,
            String scope,
            InstantSource clock,
            Duration patience) {
        this.http = http;
        this.json = json;
        this.clientId = clientId;
        this.secret = secret;
        this.scope = scope;
        this.clock = clock;
        this.patience = patience;
    }

    Tokens next(URI endpoint, Tokens tokens) throws IOException, InterruptedException, SignInAgain {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&client_id=" + encode(clientId)
                        + "&client_secret=" + encode(secret) + "&scope=" + encode(scope) + "&refresh_token="
                        + encode(tokens.refresh())))
                .build();
        HttpResponse<byte[]> answer = whole(request);
        if (answer.statusCode() != 200) {
            String error = error(answer);
            if (PERSONAL.contains(error)) {
                throw new SignInAgain(error);
            }
            throw new IOException("the issuer answered " + answer.statusCode() + " " + error);
        }
        JsonNode given = json.readTree(answer.body());
        String access = given.path("access_token").asText("");
        if (access.isEmpty()) {
            throw new IOException("the issuer gave no access token");
        }
        String identity = given.path("id_token").asText(tokens.identity());
        Instant end = clock.instant().plusSeconds(given.path("expires_in").asLong(USUAL_LIFE.toSeconds()));
        return new Tokens(
                identity,
                access,
                given.path("refresh_token").asText(tokens.refresh()),
                IdentityToken.endBefore(end, identity));
    }

    /** The error that the answer names, if it is one of a token endpoint at all. */
    private String error(HttpResponse<byte[]> answer) {
        try {
            String error = json.readTree(answer.body()).path("error").asText("");
            return ERROR.matcher(error).matches() ? error : "";
        } catch (IOException noJson) {
            return "";
        }
    }

    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
