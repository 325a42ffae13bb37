package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a stack lives: {@code root} is the checkout, {@code home} holds its data, {@code cache} what every home can share.
 * {@code fresh} forgets the data of an earlier run; {@code recordsClasses} makes the next starts faster and this stop slower.
 */
public record StackSettings(Path root, Path home, Path cache, Ports ports, boolean fresh, boolean recordsClasses) {
    public StackSettings {
        root = root.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
    }

    /** A stack of this checkout at {@code home}. */
    public static StackSettings at(Path home, Ports ports) {
        Path root = findRoot();
        return new StackSettings(root, home, root.resolve(".postern/cache"), ports, false, false);
    }

    /** The stack that the environment describes; by default in {@code .postern} of the checkout. */
    public static StackSettings standard(Map<String, String> environment) {
        String home = environment.get("POSTERN_HOME");
        StackSettings usual = at(home == null ? findRoot().resolve(".postern") : Path.of(home), Ports.of(environment));
        boolean records = environment.containsKey("POSTERN_JUST_BUILT") && ClassArchives.fitsOn(usual.root);
        return new StackSettings(usual.root, usual.home, usual.cache, usual.ports, usual.fresh, records);
    }

    public StackSettings withHome(Path other) {
        return new StackSettings(root, other, cache, ports, fresh, recordsClasses);
    }

    public StackSettings withFresh(boolean forget) {
        return new StackSettings(root, home, cache, ports, forget, recordsClasses);
    }

    private static Path findRoot() {
        String given = System.getProperty("postern.root");
        if (given != null) {
            return Path.of(given);
        }
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.exists(dir.resolve("mvnw")) && Files.isDirectory(dir.resolve("cli"))) {
                return dir;
            }
        }
        throw new CommandFailure("This is not a checkout of Postern: run ./postern from one.");
    }
}
