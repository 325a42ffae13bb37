package io.postern.emulator.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets of the service principals, by client id; they come from a file, never from the seed. */
public final class PrincipalSecrets {
    private final Map<String, String> secrets;

    private PrincipalSecrets(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    public static PrincipalSecrets of(Map<String, String> secrets) {
        return new PrincipalSecrets(secrets);
    }

    /** Compares in constant time, also for a client that is not known. */
    boolean matches(String clientId, @Nullable String secret) {
        String expected = secrets.get(clientId);
        byte[] given = (secret == null ? "" : secret).getBytes(StandardCharsets.UTF_8);
        boolean same =
                MessageDigest.isEqual((expected == null ? "?" : expected).getBytes(StandardCharsets.UTF_8), given);
        return expected != null && !expected.isEmpty() && same;
    }
}
