package io.postern.portal.adapter.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.domain.Person;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads who somebody is out of their access token. It came from the issuer itself, so its signature says nothing new; what
 * it is worth the services decide.
 */
final class TokenPerson {
    private TokenPerson() {}

    static Person of(String accessToken, String fallbackName, ObjectMapper json) {
        JsonNode claims = claims(accessToken, json);
        String account = first(claims, "preferred_username", "upn", "unique_name");
        String name = claims.path("name").asText("");
        Set<String> roles = new TreeSet<>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        return new Person(
                first(claims, "oid", "sub"),
                claims.path("tid").asText(""),
                !name.isEmpty() ? name : !account.isEmpty() ? account : fallbackName,
                account,
                roles);
    }

    private static String first(JsonNode claims, String... names) {
        for (String name : names) {
            String value = claims.path(name).asText("");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static JsonNode claims(String token, ObjectMapper json) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IOException | IllegalArgumentException notOurKindOfToken) {
            return json.createObjectNode();
        }
    }
}
