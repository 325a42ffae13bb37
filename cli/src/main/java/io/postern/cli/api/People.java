package io.postern.cli.api;

import io.postern.cli.stack.Addresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The people of the demo world, signed in at the emulator, which asks for no password. */
public final class People {
    /** The claims request for multi-factor authentication. */
    public static final String SEVERAL_FACTORS =
            "{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}";

    private final Api api;
    private final Addresses addresses;

    public People(Api api, Addresses addresses) {
        this.api = api;
        this.addresses = addresses;
    }

    /** That person, signed in. */
    public Person person(String user) {
        return new Person(user, claims -> token(user, Audience.POSTERN, claims));
    }

    /** An access token of that person for an audience. */
    public String token(String user, Audience audience) {
        return token(user, audience, "");
    }

    /** The same after a fresh sign-in that yields these claims (a claims request of OpenID Connect), if any. */
    public String token(String user, Audience audience, String claims) {
        String form = "grant_type=password&username=" + encode(user) + "&scope=" + encode(audience.scope())
                + (claims.isEmpty() ? "" : "&claims=" + encode(claims));
        return api.form(addresses.tokenEndpoint(), form).path("access_token").asText();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Who a token is meant for. */
    public enum Audience {
        POSTERN("api://postern/.default"),
        ARM("https://management.azure.com/.default");

        private final String scope;

        Audience(String scope) {
            this.scope = scope;
        }

        String scope() {
            return scope;
        }
    }
}
