package io.postern.emulator.entra;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** {@code logout}: ends the sign-in that an id_token came from, and leads back to the application where it is registered. */
final class LogoutEndpoint {
    private final Tokens tokens;
    private final Clients clients;
    private final RefreshTokens refreshTokens;

    LogoutEndpoint(Tokens tokens, Clients clients, RefreshTokens refreshTokens) {
        this.tokens = tokens;
        this.clients = clients;
        this.refreshTokens = refreshTokens;
    }

    Reply answer(Call call) {
        try {
            // Applications send people here from pages of their own, by a form too; there is nothing to forge: no
            // cookie counts.
            if (!call.fromThisMachine()) {
                throw Refused.elsewhere();
            }
            return signedOut(call, call.method().equals("POST") ? call.form() : call.queries());
        } catch (Refused refused) {
            return Pages.refusal(refused);
        } catch (IllegalArgumentException undecodable) {
            return Pages.refusal(Refused.invalid(9002313, "The request's body is malformed or invalid."));
        }
    }

    private Reply signedOut(Call call, Map<String, String> parameters) throws Refused {
        Optional<IdTokenHint> hint =
                Optional.ofNullable(parameters.get("id_token_hint")).flatMap(tokens::hint);
        hint.ifPresent(from -> refreshTokens.revoke(from.session(), call.at()));
        String where = parameters.getOrDefault("post_logout_redirect_uri", "");
        if (where.isEmpty()) {
            return Pages.page(200, "You signed out of your account", "<p>It's a good idea to close all windows.</p>");
        }
        boolean registered = hint.map(IdTokenHint::client)
                .or(() -> Optional.ofNullable(parameters.get("client_id")))
                .flatMap(clients::find)
                .filter(client -> client.afterSignOut().contains(where))
                .isPresent();
        if (!registered) {
            throw Refused.invalid(
                    50011, "You signed out. The address to go on to is not registered for the application.");
        }
        return Pages.redirect(
                parameters.containsKey("state")
                        ? where + "?state=" + URLEncoder.encode(parameters.get("state"), StandardCharsets.UTF_8)
                        : where);
    }
}
