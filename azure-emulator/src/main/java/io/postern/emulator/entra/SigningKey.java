package io.postern.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * The RSA key that signs access tokens; kept in a file so that tokens outlive a restart. A new one is made while the emulator
 * already listens, because that takes a second or more; the first token waits for it.
 */
public final class SigningKey {
    private static final System.Logger LOG = System.getLogger(SigningKey.class.getName());
    private final CompletableFuture<RsaJsonWebKey> key;

    private SigningKey(CompletableFuture<RsaJsonWebKey> key) {
        this.key = key;
    }

    /** The key in the file, made when absent; without a file, a key for this run. */
    public static SigningKey in(Optional<Path> file) throws IOException {
        if (file.isPresent() && Files.exists(file.get())) {
            return new SigningKey(CompletableFuture.completedFuture(read(file.get())));
        }
        CompletableFuture<RsaJsonWebKey> key = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("signing-key").start(() -> {
            try {
                key.complete(make(file));
            } catch (JoseException | IOException | RuntimeException failed) {
                LOG.log(System.Logger.Level.ERROR, "no signing key could be made: there will be no tokens", failed);
                key.completeExceptionally(failed);
            }
        });
        return new SigningKey(key);
    }

    private static RsaJsonWebKey read(Path file) throws IOException {
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
        } catch (JoseException | ClassCastException unusable) {
            throw new IOException("the key file " + file + " does not hold an RSA key in JWK form", unusable);
        }
    }

    private static RsaJsonWebKey make(Optional<Path> file) throws JoseException, IOException {
        RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
        made.setUse("sig");
        made.setAlgorithm("RS256");
        made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
        if (file.isPresent()) {
            write(file.get(), made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        }
        return made;
    }

    private static void write(Path target, String jwk) throws IOException {
        // A file half written would be no key at the next start.
        Path file = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, jwk);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until a new key stands in its file. */
    public void awaitMade() {
        key.join();
    }

    RsaJsonWebKey jwk() {
        return key.join();
    }

    /** The public half, as a JWK set. */
    JsonNode publicKeys() throws IOException {
        var set = Json.object();
        set.putArray("keys")
                .add(Json.read(
                        jwk().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8)));
        return set;
    }
}
