package io.postern.system;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The demo world's people, signed in at the emulator. */
final class People {
    private final String issuerTokenUrl;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    People(String issuerTokenUrl) {
        this.issuerTokenUrl = issuerTokenUrl;
    }

    String postern(String user) {
        return tokens.computeIfAbsent(user, u -> fetch(u, "api://postern/.default"));
    }

    /** Signed in just now with a second factor. */
    String strong(String user) {
        String claims = "{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}";
        return fetch(user, "api://postern/.default&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8));
    }

    String azure(String user) {
        return tokens.computeIfAbsent(user + "@azure", _ -> fetch(user, "https://management.azure.com/.default"));
    }

    private String fetch(String user, String scope) {
        Answer answer = Http.form(issuerTokenUrl, "grant_type=password&username=" + user + "&scope=" + scope);
        if (answer.status() != 200) {
            throw new AssertionError("no token for " + user + ": " + answer);
        }
        return answer.text("access_token");
    }
}
