package io.postern.approval.adapter.jws;

import java.nio.file.Path;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Signs with the first key of a file, which may be exchanged while the service runs. */
public final class SigningKeyFile implements CompactSigner {
    private final WatchedFile<SigningKey> key;

    private SigningKeyFile(WatchedFile<SigningKey> key) {
        this.key = key;
    }

    /** Without its key the service does not start: an {@link IllegalStateException} that says why. */
    public static SigningKeyFile at(Path file) {
        return new SigningKeyFile(WatchedFile.readable(file, SigningKey::read));
    }

    @Override
    public String compact(String type, String payload) {
        SigningKey current = key.content();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setKey(current.privateKey());
        jws.setAlgorithmHeaderValue(current.algorithm());
        jws.setKeyIdHeaderValue(current.id());
        jws.setHeader("typ", type);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("an approval could not be signed", e);
        }
    }
}
