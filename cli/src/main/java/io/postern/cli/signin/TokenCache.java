package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The tokens of a person's sign-ins, one for each profile. */
final class TokenCache {
    private static final String FILE = "tokens.json";

    private final ConfigDir dir;

    TokenCache(ConfigDir dir) {
        this.dir = dir;
    }

    Optional<Tokens> of(Profile profile) {
        JsonNode kept = dir.read(FILE).path(profile.name());
        return kept.isObject()
                ? Optional.of(Tokens.of(kept)).filter(tokens -> tokens.isFor(profile))
                : Optional.empty();
    }

    void put(Profile profile, Tokens tokens) {
        ObjectNode all = dir.read(FILE);
        all.set(profile.name(), tokens.json());
        dir.write(FILE, all);
    }

    boolean remove(Profile profile) {
        ObjectNode all = dir.read(FILE);
        boolean there = all.remove(profile.name()) != null;
        if (there) {
            dir.write(FILE, all);
        }
        return there;
    }
}
