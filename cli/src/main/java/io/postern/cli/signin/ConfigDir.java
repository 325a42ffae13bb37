package io.postern.cli.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The person's own folder of settings: nobody else reads its files, and each is replaced as a whole. */
public final class ConfigDir {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIR = PosixFilePermissions.fromString("rwx------");

    private final Path dir;

    private ConfigDir(Path dir) {
        this.dir = dir;
    }

    /** Where the environment says: {@code $XDG_CONFIG_HOME/postern}, or {@code ~/.config/postern}. */
    public static ConfigDir of(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new ConfigDir((base.isEmpty() ? Path.of(home, ".config") : Path.of(base)).resolve("postern"));
    }

    /** What a file holds; an empty object when there is none. */
    ObjectNode read(String name) {
        Path file = dir.resolve(name);
        if (!Files.exists(file)) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (!ownerOnly(file)) {
                throw new CommandFailure("Others may read " + file + ", which is yours alone: chmod 600 " + file + ".");
            }
            if (Json.read(Files.readString(file)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw new CommandFailure("The file " + file + " is no JSON: correct it, or remove it.", notJson);
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        throw new CommandFailure("The file " + file + " holds no JSON object: correct it, or remove it.");
    }

    void write(String name, ObjectNode content) {
        Path file = dir.resolve(name);
        try {
            prepare();
            Path draft = Files.createTempFile(dir, name, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(draft, content.toPrettyString() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Does something while no other command of this person does the like. */
    <T> T alone(Supplier<T> work) {
        try {
            prepare();
            try (FileChannel channel = FileChannel.open(
                    dir.resolve("lock"),
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                // Held until the channel is closed.
                channel.lock();
                return work.get();
            }
        } catch (IOException e) {
            throw new CommandFailure("The folder " + dir + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private void prepare() throws IOException {
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(dir, PosixFilePermissions.asFileAttribute(OWNER_DIR));
        }
    }

    private static boolean ownerOnly(Path file) throws IOException {
        return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    }
}
