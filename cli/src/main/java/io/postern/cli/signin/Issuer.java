package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The issuer of a profile's tokens, as its metadata describes it. */
final class Issuer {
    private final Api api;
    private final Profile profile;
    private final JsonNode metadata;

    Issuer(Api api, Profile profile) {
        this.api = api;
        this.profile = profile;
        String issuer = profile.issuer().toString().replaceFirst("/$", "");
        this.metadata = api.get(URI.create(issuer + "/.well-known/openid-configuration"), "");
        if (!metadata.path("issuer").asText().replaceFirst("/$", "").equals(issuer)) {
            throw new CommandFailure("The issuer at " + issuer + " says that it is '"
                    + metadata.path("issuer").asText() + "': look at the profile " + profile.name() + ".");
        }
    }

    Profile profile() {
        return profile;
    }

    /** Where a browser begins. */
    URI authorization(Map<String, String> parameters) {
        URI endpoint = endpoint("authorization_endpoint");
        return URI.create(endpoint + (endpoint.getQuery() == null ? "?" : "&") + form(parameters));
    }

    /** Asks for a device code. */
    JsonNode device(Map<String, String> parameters) {
        return api.form(endpoint("device_authorization_endpoint"), form(parameters));
    }

    /** Asks for tokens. */
    JsonNode tokens(Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("client_id", profile.clientId());
        JsonNode answer = api.form(endpoint("token_endpoint"), form(all));
        if (answer.path("access_token").asText().isEmpty()) {
            throw new CommandFailure("The issuer " + profile.issuer() + " gave no access token.");
        }
        return answer;
    }

    private URI endpoint(String name) {
        String address = metadata.path(name).asText("");
        if (address.isEmpty()) {
            throw new CommandFailure("The issuer " + profile.issuer()
                    + " does not offer this way to sign in: its metadata" + " has no " + name + ".");
        }
        return Profile.safe(address);
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
