package io.postern.enforcer.adapter.jose;

import io.postern.contracts.codec.PosternJson;
import io.postern.jws.FileState;
import io.postern.jws.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that approvals may be signed with, from a JWK set file: one, or two while the key is being changed. The
 * file is read again when it changes. One that is missing or faulty then changes nothing: taking the keys away would keep
 * every port shut, and whoever means that stops the enforcer.
 */
public final class PinnedKeys {
    /** The old one and the new one. */
    static final int MOST = 2;

    private static final Logger LOG = Logger.getLogger(PinnedKeys.class);

    private final Path file;
    private @Nullable FileState read;
    private @Nullable FileState told;
    private List<JsonWebKey> keys = List.of();

    public PinnedKeys(Path file) {
        this.file = file;
    }

    synchronized List<JsonWebKey> all() {
        FileState state = FileState.of(file);
        if (!state.equals(read)) {
            try {
                keys = read();
                read = state;
                LOG.infof(
                        "approvals are verified with %s",
                        keys.stream().map(JsonWebKey::getKeyId).toList());
            } catch (IOException | JoseException | RuntimeException e) {
                tell(state, e);
            }
        }
        return keys;
    }

    /** Once for each state of the file; no reason not to start: closing needs no key. */
    private void tell(FileState state, Exception why) {
        if (!state.equals(told)) {
            told = state;
            LOG.errorf(
                    "%s: no JWK set with one or two public keys (Ed25519 or P-256, each with a kid) in %s (%s)",
                    keys.isEmpty()
                            ? "approvals cannot be verified, and nothing is opened"
                            : "approvals are still verified with the keys from before",
                    file,
                    why instanceof IOException ? why : why.getClass().getSimpleName());
        }
    }

    private List<JsonWebKey> read() throws IOException, JoseException {
        String text = Files.readString(file);
        List<JsonWebKey> found = new JsonWebKeySet(text).getJsonWebKeys();
        boolean fit = !found.isEmpty()
                && found.size() <= MOST
                // The library leaves out what it cannot read, and says nothing
                && found.size()
                        == PosternJson.mapper().readTree(text).path("keys").size()
                && found.stream().allMatch(PinnedKeys::isFit)
                && found.stream().map(JsonWebKey::getKeyId).distinct().count() == found.size();
        if (!fit) {
            throw new JoseException("not the keys that are wanted");
        }
        return List.copyOf(found);
    }

    private static boolean isFit(JsonWebKey key) {
        return key.getKeyId() != null
                && !KeyAlgorithm.of(key).isEmpty()
                && key instanceof PublicJsonWebKey pair
                && pair.getPrivateKey() == null;
    }
}
