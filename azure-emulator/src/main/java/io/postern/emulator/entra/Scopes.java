package io.postern.emulator.entra;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client asks a person's sign-in for: one resource, and whether it wants an id_token and a refresh token. */
record Scopes(Audience audience, boolean openid, boolean offline) {
    static Scopes of(String text) throws Refused {
        List<String> words = Arrays.asList(text.split(" ", -1));
        Audience audience = Audience.asked(text)
                .orElseThrow(() ->
                        new Refused(400, "invalid_scope", 500011, "No resource of that name is known in this tenant."));
        return new Scopes(audience, words.contains("openid"), words.contains("offline_access"));
    }

    /** The same person's tokens for another resource. */
    Scopes forResource(Scopes other) {
        return new Scopes(other.audience, openid, offline);
    }

    @Override
    public String toString() {
        return Stream.of(audience.uri() + "/.default", openid ? "openid profile" : "", offline ? "offline_access" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
