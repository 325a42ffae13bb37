package io.postern.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser and an application in front of an emulator's sign-in. */
record SignIns(Azure azure) {
    static final String PORTAL = "http://127.0.0.1:18080";
    static final String BACK = PORTAL + "/sign-in/back";
    static final String SECRET = "p0rtal";
    static final String SECOND_FACTOR = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";
    static final String VERIFIER = "a-verifier-that-is-as-long-as-it-must-be-0123456789";

    /** In front of an emulator of their own that knows the portal. */
    static SignIns started() {
        return new SignIns(Azure.started(EmulatorSettings.forTests()
                .withPortals(List.of(URI.create(PORTAL)))
                .withPrincipals(Map.of("postern-portal", SECRET))));
    }

    /** A portal's whole and correct request; later values replace it, an empty one takes a parameter away. */
    static Map<String, String> portal(String... changes) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "client_id", "postern-portal",
                "redirect_uri", BACK,
                "response_type", "code",
                "scope", "openid profile offline_access api://postern/.default",
                "state", "st&te",
                "nonce", "n0nce",
                "code_challenge", Pkce.digest(VERIFIER),
                "code_challenge_method", "S256"));
        return changed(all, changes);
    }

    static Map<String, String> changed(Map<String, String> parameters, String... changes) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        for (int i = 0; i < changes.length; i += 2) {
            all.put(changes[i], changes[i + 1]);
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String path(String name) {
        return "/" + Azure.TENANT + "/oauth2/" + name;
    }

    Answer page(Map<String, String> parameters) {
        return azure.send("GET", path("v2.0/authorize") + "?" + form(parameters), "");
    }

    Answer pick(Map<String, String> parameters, String... headers) {
        return azure.send("POST", path("v2.0/authorize"), form(parameters), headers);
    }

    /** Where the answer sends the browser, which must be the portal. */
    static Map<String, String> back(Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        String where = answer.header("Location");
        assertThat(where).startsWith(BACK + "?");
        return Arrays.stream(URI.create(where).getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
    }

    String code(Map<String, String> parameters) {
        return back(pick(parameters)).get("code");
    }

    Answer token(Map<String, String> form) {
        return azure.send("POST", path("v2.0/token"), form(form));
    }

    static Map<String, String> redemption(String code, String... changes) {
        return changed(
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "postern-portal",
                        "client_secret", SECRET,
                        "redirect_uri", BACK,
                        "code_verifier", VERIFIER,
                        "code", code),
                changes);
    }

    static Map<String, String> refresh(String token, String... changes) {
        return changed(
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "postern-portal",
                        "client_secret",
                        SECRET,
                        "refresh_token",
                        token),
                changes);
    }

    /** All tokens of a person who signs in to the portal. */
    JsonNode signIn(String who) {
        return token(redemption(code(portal("who", who)))).body();
    }

    static JsonNode claims(JsonNode tokens, String which) {
        try {
            return Json.read(
                    Base64.getUrlDecoder().decode(tokens.path(which).asText().split("\\.", -1)[1]));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    static void refused(Answer answer, int status, String error, int number) {
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
        assertThat(answer.body().path("error_description").asText()).startsWith("AADSTS" + number + ": ");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().has("access_token")).isFalse();
    }
}
