package io.postern.emulator.entra;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import io.postern.emulator.world.Principal;
import java.util.Map;

/** Gives access tokens: to service principals for their secret; to demo people for their name, on this machine only. */
final class TokenEndpoint {
    private final Directory directory;
    private final Tokens tokens;
    private final PrincipalSecrets secrets;
    private final SignInGrants signIns;

    TokenEndpoint(Directory directory, Tokens tokens, PrincipalSecrets secrets, SignInGrants signIns) {
        this.directory = directory;
        this.tokens = tokens;
        this.secrets = secrets;
        this.signIns = signIns;
    }

    Reply token(Call call) {
        if (!call.method().equals("POST")) {
            return EntraError.of(405, "invalid_request", 900561, "The endpoint only accepts POST requests.", call.at());
        }
        try {
            return token(call, call.form());
        } catch (Refused refused) {
            return refused.reply(call.at());
        } catch (IllegalArgumentException undecodable) {
            return Refused.invalid(9002313, "The request's body is malformed or invalid.")
                    .reply(call.at());
        }
    }

    private Reply token(Call call, Map<String, String> form) throws Refused {
        String grantType = form.getOrDefault("grant_type", "");
        if (SignInGrants.gives(grantType)) {
            return signIns.token(call, grantType, form);
        }
        Audience audience = Scopes.of(form.getOrDefault("scope", form.getOrDefault("resource", "")))
                .audience();
        return switch (grantType) {
            case "client_credentials" -> toPrincipal(call, form, audience);
            case "password" -> toPerson(call, form, audience);
            default ->
                throw new Refused(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        };
    }

    private Reply toPrincipal(Call call, Map<String, String> form, Audience audience) throws Refused {
        Credentials given = Credentials.of(call, form);
        Principal principal = directory
                .seed()
                .principal(given.clientId())
                .orElseThrow(() -> new Refused(
                        400, "unauthorized_client", 700016, "The application was not found in the directory."));
        if (!secrets.matches(given.clientId(), given.secret())) {
            throw new Refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        return granted(tokens.forPrincipal(principal, audience, call.at()));
    }

    private Reply toPerson(Call call, Map<String, String> form, Audience audience) throws Refused {
        if (!call.fromThisMachine()) {
            throw Refused.elsewhere();
        }
        Person person = directory
                .seed()
                .person(form.getOrDefault("username", ""))
                .orElseThrow(() -> Refused.grant(50034, "The user account does not exist in the directory."));
        return granted(tokens.forPerson(person, audience, AskedClaims.of(form), call.at()));
    }

    private static Reply granted(String token) {
        var body = Json.object();
        body.put("token_type", "Bearer");
        body.put("expires_in", Tokens.LIFE.toSeconds());
        body.put("ext_expires_in", Tokens.LIFE.toSeconds());
        body.put("access_token", token);
        return Reply.of(200, body).with("Cache-Control", "no-store");
    }
}
