package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import io.postern.cli.keys.ApprovalKey;
import io.postern.cli.keys.NoteKey;
import io.postern.cli.keys.RandomSecret;
import io.postern.cli.keys.TlsStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The secrets of one home, made when first needed and kept for as long as its data, readable by their owner alone. */
final class Secrets {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIR = PosixFilePermissions.fromString("rwx------");

    private final Path dir;

    Secrets(Path dir) {
        this.dir = dir;
    }

    /** Makes whatever is not there yet. */
    void prepare(String auditOrigin, List<String> principals, List<String> databaseRoles) {
        try {
            Files.createDirectories(dir);
            Files.setPosixFilePermissions(dir, OWNER_DIR);
            principals.forEach(name -> once(principal(name)));
            databaseRoles.forEach(role -> once(databasePassword(role)));
            once(keyStorePassword());
            once(portalKey());
            if (!knows(principals)) {
                write(
                        principals(),
                        principals.stream()
                                .map(name -> "\"" + name + "\":\"" + read(principal(name)) + "\"")
                                .collect(Collectors.joining(",", "{", "}")));
            }
            if (!Files.exists(approvalKey())) {
                ApprovalKey key = ApprovalKey.generate();
                write(approvalKeySet(), key.publicJwkSet());
                write(approvalKey(), key.privateJwk());
            }
            if (!Files.exists(sampleBotKey()) || !Files.exists(bots())) {
                ApprovalKey key = ApprovalKey.generate();
                write(bots(), key.registration("sample"));
                write(sampleBotKey(), key.privateJwk());
            }
            if (!Files.exists(auditKey())) {
                NoteKey key = NoteKey.generate(auditOrigin);
                write(auditPublicKey(), key.publicText() + "\n");
                write(auditKey(), key.privateText() + "\n");
            }
            if (!Files.exists(trustStore()) || !Files.exists(certificate())) {
                Files.deleteIfExists(keyStore());
                TlsStores.generate(
                        Executables.ofJdk("keytool"),
                        keyStore(),
                        read(keyStorePassword()),
                        certificate(),
                        trustStore());
                Files.setPosixFilePermissions(keyStore(), OWNER_ONLY);
                Files.setPosixFilePermissions(certificate(), OWNER_ONLY);
            }
        } catch (IOException e) {
            throw new CommandFailure("The secrets in " + dir + " could not be written: " + e.getMessage(), e);
        }
    }

    Path principal(String name) {
        return dir.resolve("principal-" + name);
    }

    /** All principals' secrets in one JSON object, as the emulator reads them. */
    Path principals() {
        return dir.resolve("principals.json");
    }

    /** What the portal seals its sessions with. */
    Path portalKey() {
        return dir.resolve("portal-session.key");
    }

    Path databasePassword(String role) {
        return dir.resolve("database-" + role);
    }

    Path approvalKey() {
        return dir.resolve("approval-key.jwk");
    }

    Path approvalKeySet() {
        return dir.resolve("approval-keys.json");
    }

    /** The key of the bot that comes with Postern, for whoever runs it beside the stack. */
    Path sampleBotKey() {
        return dir.resolve("sample-bot.jwk");
    }

    /** The bots that approval-service believes. */
    Path bots() {
        return dir.resolve("bots.json");
    }

    Path auditKey() {
        return dir.resolve("audit-note.key");
    }

    Path auditPublicKey() {
        return dir.resolve("audit-note.pub");
    }

    Path keyStore() {
        return dir.resolve("localhost.p12");
    }

    Path keyStorePassword() {
        return dir.resolve("localhost.p12.password");
    }

    private Path certificate() {
        return dir.resolve("localhost.pem");
    }

    Path trustStore() {
        return dir.resolve("trust.p12");
    }

    String read(Path secret) {
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new CommandFailure("The secret " + secret + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the emulator is told of all of them: a home that an older Postern made may lack some. */
    private boolean knows(List<String> principals) {
        return Files.exists(principals())
                && principals.stream().allMatch(name -> read(principals()).contains("\"" + name + "\""));
    }

    private void once(Path file) {
        if (!Files.exists(file)) {
            try {
                write(file, RandomSecret.generate());
            } catch (IOException e) {
                throw new CommandFailure("The secret " + file + " could not be written: " + e.getMessage(), e);
            }
        }
    }

    /** The file exists only once its content is complete, and nobody else can read it at any moment. */
    private static void write(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
