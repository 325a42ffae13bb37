package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.TokenClaims;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sign-in in a browser of this machine: authorization code with PKCE, brought back to a loopback port. */
final class BrowserSignIn {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Issuer issuer;
    private final Consumer<URI> show;

    /** {@code show} leads the person to an address. */
    BrowserSignIn(Issuer issuer, Consumer<URI> show) {
        this.issuer = issuer;
        this.show = show;
    }

    /** The token endpoint's answer. {@code more} are parameters such as {@code claims}. */
    JsonNode tokens(Map<String, String> more) {
        String state = RandomText.next();
        String nonce = RandomText.next();
        String verifier = RandomText.next();
        try (Loopback loopback = new Loopback(state)) {
            Map<String, String> asked = new TreeMap<>(more);
            asked.put("client_id", issuer.profile().clientId());
            asked.put("response_type", "code");
            asked.put("redirect_uri", loopback.address());
            asked.put("scope", issuer.profile().scope());
            asked.put("state", state);
            asked.put("nonce", nonce);
            asked.put("code_challenge", RandomText.digest(verifier));
            asked.put("code_challenge_method", "S256");
            show.accept(issuer.authorization(asked));
            Map<String, String> answer = loopback.await(PATIENCE);
            if (!answer.containsKey("code")) {
                throw new CommandFailure("You have not signed in: "
                        + answer.getOrDefault("error_description", answer.getOrDefault("error", "no reason was given"))
                        + ".");
            }
            JsonNode tokens = issuer.tokens(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    answer.getOrDefault("code", ""),
                    "redirect_uri",
                    loopback.address(),
                    "code_verifier",
                    verifier));
            requireNonce(tokens, nonce);
            return tokens;
        }
    }

    /** An ID token says which sign-in it is from. */
    private static void requireNonce(JsonNode tokens, String nonce) {
        String idToken = tokens.path("id_token").asText("");
        if (!idToken.isEmpty() && !TokenClaims.of(idToken).text("nonce").equals(nonce)) {
            throw new CommandFailure("The issuer answered about another sign-in: sign in again.");
        }
    }
}
