package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Tokens for what a person's sign-in left behind: an authorization code, a device code or a refresh token. */
final class SignInGrants {
    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private final Directory directory;
    private final Tokens tokens;
    private final Clients clients;
    private final PrincipalSecrets secrets;
    private final AuthorizationCodes codes;
    private final DeviceCodes deviceCodes;
    private final RefreshTokens refreshTokens;

    SignInGrants(
            Directory directory,
            Tokens tokens,
            Clients clients,
            PrincipalSecrets secrets,
            AuthorizationCodes codes,
            DeviceCodes deviceCodes,
            RefreshTokens refreshTokens) {
        this.directory = directory;
        this.tokens = tokens;
        this.clients = clients;
        this.secrets = secrets;
        this.codes = codes;
        this.deviceCodes = deviceCodes;
        this.refreshTokens = refreshTokens;
    }

    static boolean gives(String grantType) {
        return switch (grantType) {
            case "authorization_code", "refresh_token", DEVICE_CODE -> true;
            default -> false;
        };
    }

    Reply token(Call call, String grantType, Map<String, String> form) throws Refused {
        if (!call.fromThisMachine()) {
            throw Refused.elsewhere();
        }
        Client client = Credentials.of(call, form).proven(clients, secrets);
        Instant now = call.at();
        return switch (grantType) {
            case "authorization_code" ->
                first(
                        codes.redeem(
                                required(form, "code"),
                                client,
                                required(form, "redirect_uri"),
                                form.getOrDefault("code_verifier", ""),
                                now),
                        now);
            case DEVICE_CODE -> first(deviceCodes.redeem(required(form, "device_code"), client, now), now);
            default -> next(client, form, now);
        };
    }

    private static String required(Map<String, String> form, String parameter) throws Refused {
        String value = form.getOrDefault(parameter, "");
        if (value.isEmpty()) {
            throw Refused.missing(parameter);
        }
        return value;
    }

    private Reply first(SignIn signIn, Instant now) throws Refused {
        Person person = person(signIn);
        Optional<String> refresh =
                signIn.scopes().offline() ? Optional.of(refreshTokens.issue(signIn, now)) : Optional.empty();
        return granted(person, signIn, refresh, now);
    }

    private Reply next(Client client, Map<String, String> form, Instant now) throws Refused {
        String token = required(form, "refresh_token");
        Optional<Scopes> asked =
                form.containsKey("scope") ? Optional.of(Scopes.of(form.get("scope"))) : Optional.empty();
        RefreshTokens.Renewed renewed = refreshTokens.use(token, client, AskedClaims.of(form), now);
        SignIn signIn = renewed.signIn();
        Scopes scopes = asked.map(signIn.scopes()::forResource).orElse(signIn.scopes());
        return granted(person(signIn), signIn.with(scopes), Optional.of(renewed.next()), now);
    }

    private Person person(SignIn signIn) throws Refused {
        return directory
                .seed()
                .person(signIn.person())
                .orElseThrow(() -> Refused.grant(50034, "The user account does not exist in the directory."));
    }

    private Reply granted(Person person, SignIn signIn, Optional<String> refresh, Instant now) {
        ObjectNode body = Json.object();
        body.put("token_type", "Bearer").put("scope", signIn.scopes().toString());
        body.put("expires_in", Tokens.LIFE.toSeconds());
        body.put("ext_expires_in", Tokens.LIFE.toSeconds());
        body.put("access_token", tokens.forSignIn(person, signIn, now));
        refresh.ifPresent(token -> body.put("refresh_token", token));
        if (signIn.scopes().openid()) {
            body.put("id_token", tokens.idToken(person, signIn, now));
        }
        return Reply.of(200, body).with("Cache-Control", "no-store");
    }
}
