package io.postern.enforcer.adapter.jose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** The public keys that approvals may be signed with, from a JWK set file; tried again as long as there are none. */
public final class PinnedKeys {
    private static final Logger LOG = Logger.getLogger(PinnedKeys.class);

    private final Path file;
    private volatile boolean told;
    private volatile List<JsonWebKey> keys = List.of();

    public PinnedKeys(Path file) {
        this.file = file;
    }

    List<JsonWebKey> all() {
        if (keys.isEmpty()) {
            keys = read();
        }
        return keys;
    }

    private List<JsonWebKey> read() {
        try {
            return List.copyOf(new JsonWebKeySet(Files.readString(file)).getJsonWebKeys());
        } catch (IOException | JoseException e) {
            // NB. no reason not to start: closing needs no key
            LOG.logf(
                    told ? Logger.Level.DEBUG : Logger.Level.ERROR,
                    "approvals cannot be verified, and nothing is opened: no JWK set in %s (%s)",
                    file,
                    e);
            told = true;
            return List.of();
        }
    }
}
