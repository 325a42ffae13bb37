package io.postern.sweeper.config;

import io.postern.sweeper.adapter.command.OncePass;
import io.postern.sweeper.adapter.timer.PassTimer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Starts the sweeper: as a service that makes passes for ever, or with {@code --once} as a command that makes one. */
@QuarkusMain
public final class Main implements QuarkusApplication {
    private static final String ONCE = "--once";
    private static final String REHEARSAL = "--dry-run";

    private final Instance<PassTimer> timer;
    private final Instance<OncePass> once;

    Main(Instance<PassTimer> timer, Instance<OncePass> once) {
        this.timer = timer;
        this.once = once;
    }

    public static void main(String... args) {
        if (Arrays.asList(args).contains(ONCE)) {
            // The command listens nowhere, and its output is for a program to read: logs go to the other stream.
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.log.console.stderr", "true");
        }
        Quarkus.run(Main.class, args);
    }

    @Override
    public int run(String... args) throws InterruptedException {
        List<String> words = Arrays.asList(args);
        if (!Set.of(ONCE, REHEARSAL).containsAll(words) || (words.contains(REHEARSAL) && !words.contains(ONCE))) {
            System.err.println("usage: sweeper [--once [--dry-run]]");
            return 2;
        }
        if (words.contains(ONCE)) {
            return once.get().run(words.contains(REHEARSAL));
        }
        timer.get().start();
        Quarkus.waitForExit();
        return 0;
    }
}
