package io.postern.approval.adapter.rest;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads claims of a token, whichever form the framework gives them. */
final class Claims {
    private Claims() {}

    /** A claim that is one text; empty when it is missing. */
    static String text(JsonWebToken token, String name) {
        return each(token.getClaim(name)).findFirst().orElse("");
    }

    /** A claim that is a list of texts, or one text. */
    static Set<String> texts(JsonWebToken token, String name) {
        return each(token.getClaim(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the issuer left the groups out because there are too many for a token. */
    static boolean lacksGroups(JsonWebToken token) {
        return each(token.getClaim("hasgroups")).anyMatch("true"::equalsIgnoreCase)
                || token.getClaim("_claim_names") instanceof Map<?, ?> elsewhere && elsewhere.containsKey("groups");
    }

    private static Stream<String> each(@Nullable Object claim) {
        return switch (claim) {
            case null -> Stream.empty();
            case Collection<?> several -> several.stream().flatMap(Claims::each);
            case JsonString text -> Stream.of(text.getString());
            default -> Stream.of(String.valueOf(claim));
        };
    }
}
