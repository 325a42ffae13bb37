package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The process that intake is compared to: an endpoint that does two inserts and nothing else. */
final class BareEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private @Nullable Process running;

    BareEndpoint(URI address) {
        this.address = address;
    }

    void start(List<String> command, Map<String, String> environment, File log) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("QUARKUS_HTTP_PORT", "" + address.getPort());
        builder.environment().putAll(environment);
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new CommandFailure("The bare endpoint could not be started: " + e.getMessage(), e);
        }
        running = started;
        PortReady ready = new PortReady("127.0.0.1", address.getPort());
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !ready.getAsBoolean(); ) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new CommandFailure("The bare endpoint did not start; its log is " + log + ".");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Asks it to end; {@link #await} sees to it. */
    void askToEnd() {
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    void await() {
        Process process = running;
        try {
            if (process != null && !process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
