package io.postern.cli.api;

import io.postern.cli.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service wants to know more about how its caller signed in, and says what. */
final class StepUpNeeded extends CommandFailure {
    private static final long serialVersionUID = 1L;
    private static final Pattern ERROR =
            Pattern.compile("error=\"(insufficient_user_authentication|insufficient_claims)\"");
    private static final Pattern CLAIMS = Pattern.compile("claims=\"([A-Za-z0-9+/=_-]+)\"");

    private final String claims;

    private StepUpNeeded(String sentence, String claims) {
        super(sentence);
        this.claims = claims;
    }

    /** The failure in a challenge of RFC 9470 or of Entra's; nothing if it is another one. */
    static Optional<StepUpNeeded> in(String challenge, String sentence) {
        return ERROR.matcher(challenge).find()
                ? Optional.of(new StepUpNeeded(sentence, claims(challenge)))
                : Optional.empty();
    }

    /** The claims to take to the token endpoint. */
    String claims() {
        return claims;
    }

    private static String claims(String challenge) {
        Matcher given = CLAIMS.matcher(challenge);
        if (!given.find()) {
            return People.SEVERAL_FACTORS;
        }
        try {
            String encoded = given.group(1).replace('-', '+').replace('_', '/');
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return People.SEVERAL_FACTORS;
        }
    }
}
