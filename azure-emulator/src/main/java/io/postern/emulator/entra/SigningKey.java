package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** The RSA key that signs access tokens; kept in a file so that tokens outlive a restart. */
public final class SigningKey {
    private final RsaJsonWebKey key;

    private SigningKey(RsaJsonWebKey key) {
        this.key = key;
    }

    /** The key in the file, made when absent; without a file, a key for this run. */
    public static SigningKey in(Optional<Path> file) throws IOException {
        try {
            if (file.isPresent() && Files.exists(file.get())) {
                return new SigningKey((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file.get())));
            }
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setUse("sig");
            made.setAlgorithm("RS256");
            made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
            if (file.isPresent()) {
                write(file.get(), made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            }
            return new SigningKey(made);
        } catch (JoseException | ClassCastException unusable) {
            throw new IOException("the key file does not hold an RSA key in JWK form", unusable);
        }
    }

    private static void write(Path file, String jwk) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, jwk);
    }

    RsaJsonWebKey jwk() {
        return key;
    }

    /** The public half, as a JWK set. */
    JsonNode publicKeys() throws IOException {
        var set = Json.object();
        set.putArray("keys")
                .add(Json.read(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return set;
    }
}
