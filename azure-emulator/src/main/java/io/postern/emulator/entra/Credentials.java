package io.postern.emulator.entra;

import io.postern.emulator.http.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says it is: in the form, or in the header, which then counts alone. */
record Credentials(String clientId, @Nullable String secret) {
    static Credentials of(Call call, Map<String, String> form) {
        return call.header("Authorization")
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("basic "))
                .map(Credentials::basic)
                .orElseGet(() -> new Credentials(form.getOrDefault("client_id", ""), form.get("client_secret")));
    }

    private static Credentials basic(String header) {
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            String[] pair = text.split(":", 2);
            return pair.length == 2 ? new Credentials(decoded(pair[0]), decoded(pair[1])) : new Credentials("", "");
        } catch (IllegalArgumentException notBase64) {
            return new Credentials("", "");
        }
    }

    // RFC 6749 §2.3.1: id and secret are form-encoded before they are joined.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The application that calls, proven by its secret where it has one. */
    Client proven(Clients clients, PrincipalSecrets secrets) throws Refused {
        Client client = clients.named(Map.of("client_id", clientId));
        if (!client.confidential()) {
            if (secret != null) {
                throw new Refused(401, "invalid_client", 700025, "Client is public, so no secret should be presented.");
            }
            return client;
        }
        if (secret == null) {
            throw new Refused(401, "invalid_client", 7000218, "The request must contain 'client_secret'.");
        }
        if (!secrets.matches(clientId, secret)) {
            throw new Refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        return client;
    }
}
