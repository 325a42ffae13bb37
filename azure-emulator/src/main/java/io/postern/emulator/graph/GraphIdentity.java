package io.postern.emulator.graph;

import io.postern.emulator.entra.Tokens;
import io.postern.emulator.http.Call;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who calls Microsoft Graph, as far as the token tells. */
public sealed interface GraphIdentity {
    /** A name for counters and fault orders. */
    String name();

    /** The token holds. */
    record Known(String name, Set<String> roles) implements GraphIdentity {
        public Known {
            roles = Set.copyOf(roles);
        }
    }

    /** There is no token, or one that does not hold here. */
    record Refused(String message) implements GraphIdentity {
        @Override
        public String name() {
            return "";
        }
    }

    static GraphIdentity of(Call call, Tokens tokens) {
        Optional<String> header = call.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "));
        if (header.isEmpty()) {
            return new Refused("Access token is empty.");
        }
        try {
            Tokens.GraphCaller caller =
                    tokens.verifyForGraph(header.get().substring(7).trim(), call.at());
            return new Known(caller.name(), caller.roles());
        } catch (Tokens.TokenRefused refused) {
            return new Refused(
                    switch (refused.code()) {
                        case "ExpiredAuthenticationToken" -> "Lifetime validation failed, the token is expired.";
                        case "InvalidAuthenticationTokenAudience" ->
                            "Access token validation failure. Invalid audience.";
                        default -> "Invalid token.";
                    });
        }
    }
}
