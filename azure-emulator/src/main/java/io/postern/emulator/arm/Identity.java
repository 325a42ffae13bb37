package io.postern.emulator.arm;

import io.postern.emulator.entra.Tokens;
import io.postern.emulator.http.Call;
import io.postern.emulator.world.Caller;
import java.util.Locale;
import java.util.Optional;

/** Who a request comes from, as far as its token tells. */
public sealed interface Identity {
    /** A name for the history. */
    String name();

    /** The token holds. */
    record Known(Caller caller) implements Identity {
        @Override
        public String name() {
            return caller.name();
        }
    }

    /** There is no token, or one that does not hold. */
    record Refused(String code, String message) implements Identity {
        @Override
        public String name() {
            return "";
        }
    }

    static Identity of(Call call, Tokens tokens) {
        Optional<String> header = call.header("Authorization");
        if (header.isEmpty()) {
            return new Refused("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }
        if (!header.get().toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return new Refused(
                    "AuthenticationFailedInvalidHeader",
                    "Authentication failed. The 'Authorization' header is provided in an invalid format.");
        }
        try {
            return new Known(tokens.verify(header.get().substring(7).trim(), call.at()));
        } catch (Tokens.TokenRefused refused) {
            return new Refused(refused.code(), String.valueOf(refused.getMessage()));
        }
    }
}
