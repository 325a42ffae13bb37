package io.postern.emulator.entra;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import io.postern.emulator.world.Principal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives access tokens: to service principals for their secret; to demo people for their name, on this machine only. */
final class TokenEndpoint {
    private final Directory directory;
    private final Tokens tokens;
    private final PrincipalSecrets secrets;

    TokenEndpoint(Directory directory, Tokens tokens, PrincipalSecrets secrets) {
        this.directory = directory;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    Reply token(Call call) {
        if (!call.method().equals("POST")) {
            return EntraError.of(405, "invalid_request", 900561, "The endpoint only accepts POST requests.", call.at());
        }
        Map<String, String> form = call.form();
        String wanted = form.getOrDefault("scope", form.getOrDefault("resource", ""));
        Optional<Audience> audience = Audience.asked(wanted);
        if (audience.isEmpty()) {
            return EntraError.of(
                    400, "invalid_scope", 500011, "No resource of that name is known in this tenant.", call.at());
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> toPrincipal(call, form, audience.get());
            case "password" -> toPerson(call, form, audience.get());
            default ->
                EntraError.of(
                        400,
                        "unsupported_grant_type",
                        70003,
                        "The app requested an unsupported grant type.",
                        call.at());
        };
    }

    private Reply toPrincipal(Call call, Map<String, String> form, Audience audience) {
        String clientId = form.getOrDefault("client_id", "");
        String secret = form.get("client_secret");
        Optional<String> basic = call.header("Authorization").filter(TokenEndpoint::isBasic);
        if (basic.isPresent()) {
            String[] pair = credentials(basic.get());
            clientId = pair[0];
            secret = pair[1];
        }
        Optional<Principal> principal = directory.seed().principal(clientId);
        if (principal.isEmpty()) {
            return EntraError.of(
                    400, "unauthorized_client", 700016, "The application was not found in the directory.", call.at());
        }
        if (!secrets.matches(clientId, secret)) {
            return EntraError.of(401, "invalid_client", 7000215, "Invalid client secret provided.", call.at());
        }
        return granted(tokens.forPrincipal(principal.get(), audience, call.at()));
    }

    private Reply toPerson(Call call, Map<String, String> form, Audience audience) {
        if (!call.fromThisMachine()) {
            return EntraError.of(403, "access_denied", 53003, "Demo tokens are given to this machine only.", call.at());
        }
        Optional<Person> person = directory.seed().person(form.getOrDefault("username", ""));
        AskedClaims claims;
        try {
            claims = AskedClaims.of(form);
        } catch (IllegalArgumentException wrong) {
            return EntraError.of(400, "invalid_request", 9002313, String.valueOf(wrong.getMessage()), call.at());
        }
        return person.map(who -> granted(tokens.forPerson(who, audience, claims, call.at())))
                .orElseGet(() -> EntraError.of(
                        400, "invalid_grant", 50034, "The user account does not exist in the directory.", call.at()));
    }

    private static Reply granted(String token) {
        var body = Json.object();
        body.put("token_type", "Bearer");
        body.put("expires_in", Tokens.LIFE.toSeconds());
        body.put("ext_expires_in", Tokens.LIFE.toSeconds());
        body.put("access_token", token);
        return Reply.of(200, body).with("Cache-Control", "no-store");
    }

    private static boolean isBasic(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("basic ");
    }

    private static String[] credentials(String basic) {
        try {
            String text =
                    new String(Base64.getDecoder().decode(basic.substring(6).trim()), StandardCharsets.UTF_8);
            String[] pair = text.split(":", 2);
            return pair.length == 2 ? new String[] {decoded(pair[0]), decoded(pair[1])} : new String[] {"", ""};
        } catch (IllegalArgumentException notBase64) {
            return new String[] {"", ""};
        }
    }

    // RFC 6749 §2.3.1: id and secret are form-encoded before they are joined.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
