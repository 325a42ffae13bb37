package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Directory;
import io.postern.emulator.world.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Entra's addresses: {@code /{tenant}/v2.0/.well-known/openid-configuration}, keys, tokens, sign-in, instance discovery. */
public final class EntraEndpoints implements Endpoint {
    // "adfs" is what az needs: under any other name MSAL first asks Microsoft's own discovery about the authority.
    private static final Set<String> ALIASES = Set.of("common", "organizations", "adfs");
    private final Seed seed;
    private final SigningKey key;
    private final Tokens tokens;
    private final TokenEndpoint tokenEndpoint;
    private final ManagedIdentity managedIdentity;
    private final AuthorizeEndpoint authorize;
    private final DeviceEndpoint device;
    private final LogoutEndpoint logout;

    public EntraEndpoints(
            Directory directory, SigningKey key, Tokens tokens, PrincipalSecrets secrets, Clients clients) {
        this.seed = directory.seed();
        this.key = key;
        this.tokens = tokens;
        this.managedIdentity = new ManagedIdentity(directory, tokens);
        RefreshTokens refreshTokens = new RefreshTokens();
        AuthorizationCodes codes = new AuthorizationCodes(refreshTokens);
        DeviceCodes deviceCodes = new DeviceCodes();
        this.tokenEndpoint = new TokenEndpoint(
                directory,
                tokens,
                secrets,
                new SignInGrants(directory, tokens, clients, secrets, codes, deviceCodes, refreshTokens));
        this.authorize = new AuthorizeEndpoint(directory, clients, codes);
        this.device = new DeviceEndpoint(directory, clients, deviceCodes);
        this.logout = new LogoutEndpoint(tokens, clients, refreshTokens);
    }

    /** Whether a path is Entra's: it begins with the tenant or an alias of all tenants, or is a managed identity's. */
    public boolean owns(Call call) {
        List<String> path = call.segments();
        return isManagedIdentity(call)
                || !path.isEmpty()
                        && (path.getFirst().equalsIgnoreCase(seed.tenant()) || ALIASES.contains(path.getFirst()));
    }

    private static boolean isManagedIdentity(Call call) {
        return call.segments().size() == 3 && call.is(0, "msi") && call.is(2, "token");
    }

    @Override
    public Reply answer(Call call) {
        List<String> path = call.segments();
        if (isManagedIdentity(call)) {
            return managedIdentity.token(call, path.get(1));
        }
        return switch (String.join("/", path.subList(1, path.size()))) {
            case "v2.0/.well-known/openid-configuration", ".well-known/openid-configuration" -> metadata(call);
            case "discovery/v2.0/keys", "discovery/keys" -> keys();
            case "oauth2/v2.0/token", "oauth2/token" -> tokenEndpoint.token(call);
            case "oauth2/v2.0/authorize" -> authorize.answer(call);
            case "oauth2/v2.0/devicecode" -> device.begin(call);
            case "oauth2/deviceauth" -> device.page(call);
            case "oauth2/v2.0/logout" -> logout.answer(call);
            case "oauth2/sign-in.css" -> Pages.stylesheet();
            case "discovery/instance" -> instance(call);
            default -> EntraError.of(404, "invalid_request", 90009, "There is nothing at this address.", call.at());
        };
    }

    private Reply metadata(Call call) {
        String here = call.base() + "/" + seed.tenant();
        ObjectNode body = Json.object();
        // NB. one issuer whatever listener is called, or tokens would hold on one of the two only
        body.put("issuer", tokens.issuer());
        body.put("authorization_endpoint", here + "/oauth2/v2.0/authorize");
        body.put("token_endpoint", here + "/oauth2/v2.0/token");
        body.put("device_authorization_endpoint", here + "/oauth2/v2.0/devicecode");
        body.put("end_session_endpoint", here + "/oauth2/v2.0/logout");
        body.put("jwks_uri", here + "/discovery/v2.0/keys");
        body.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("client_secret_basic")
                .add("none");
        body.putArray("response_types_supported").add("code");
        body.putArray("response_modes_supported").add("query");
        body.putArray("code_challenge_methods_supported").add("S256");
        body.put("claims_parameter_supported", true);
        body.putArray("subject_types_supported").add("pairwise");
        body.putArray("id_token_signing_alg_values_supported").add("RS256");
        body.putArray("grant_types_supported")
                .add("authorization_code")
                .add("refresh_token")
                .add(SignInGrants.DEVICE_CODE)
                .add("client_credentials")
                .add("password");
        body.putArray("scopes_supported").add("openid").add("profile").add("offline_access");
        return Reply.of(200, body);
    }

    private Reply keys() {
        try {
            return Reply.of(200, key.publicKeys());
        } catch (IOException impossible) {
            throw new UncheckedIOException("a JWK is JSON", impossible);
        }
    }

    private Reply instance(Call call) {
        ObjectNode body = Json.object();
        body.put(
                "tenant_discovery_endpoint",
                call.base() + "/" + seed.tenant() + "/v2.0/.well-known/openid-configuration");
        body.put("api-version", call.query("api-version").orElse("1.1"));
        String host = call.base().replaceFirst("^https?://", "");
        ObjectNode cloud = body.putArray("metadata").addObject();
        cloud.put("preferred_network", host).put("preferred_cache", host);
        cloud.putArray("aliases").add(host);
        return Reply.of(200, body);
    }
}
