package io.postern.request.domain;

import java.util.Optional;

/**
 * What a token has to say about how its holder was authenticated before a policy lets them ask for access.
 *
 * @param context the authentication context that was satisfied; without one, that several factors were used
 */
public record Challenge(Optional<String> context) {
    static final Challenge SEVERAL_FACTORS = new Challenge(Optional.empty());

    static Challenge context(String id) {
        return new Challenge(Optional.of(id));
    }
}
