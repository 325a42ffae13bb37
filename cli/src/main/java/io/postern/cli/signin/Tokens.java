package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;

/**
 * What a sign-in gave.
 *
 * @param way how the person signed in
 * @param issuer who gave it, for a profile of that name may come to mean another installation
 */
record Tokens(URI issuer, String clientId, Way way, String access, String refresh, String name, Instant until) {
    private static final long USUAL_LIFE = 3600;

    /** Where the person met the issuer: in a browser of this machine, or on another screen. */
    public enum Way {
        BROWSER,
        DEVICE
    }

    /** {@code answer} is the token endpoint's; what it leaves out stays as it was. */
    static Tokens of(Profile profile, Way way, JsonNode answer, String refreshBefore, String name, Instant now) {
        return new Tokens(
                profile.issuer(),
                profile.clientId(),
                way,
                answer.path("access_token").asText(),
                answer.path("refresh_token").asText(refreshBefore),
                name,
                now.plusSeconds(answer.path("expires_in").asLong(USUAL_LIFE)));
    }

    static Tokens of(JsonNode kept) {
        return new Tokens(
                URI.create(kept.path("issuer").asText()),
                kept.path("clientId").asText(),
                Way.valueOf(kept.path("way").asText(Way.BROWSER.name())),
                kept.path("access").asText(),
                kept.path("refresh").asText(),
                kept.path("name").asText(),
                Instant.parse(kept.path("until").asText()));
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("issuer", issuer.toString())
                .put("clientId", clientId)
                .put("way", way.name())
                .put("access", access)
                .put("refresh", refresh)
                .put("name", name)
                .put("until", until.toString());
    }

    boolean isFor(Profile profile) {
        return issuer.equals(profile.issuer()) && clientId.equals(profile.clientId());
    }
}
