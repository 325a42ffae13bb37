package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.AccessWish;
import io.postern.cli.api.Postern;
import io.postern.cli.api.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An access that is given back when this ends, however that happens: by itself, by Ctrl-C or SIGTERM, or by a failure. Also
 * one whose request was still on its way when the end came.
 */
final class HeldAccess implements AutoCloseable {
    /** So long a request on its way is waited for before the program ends. */
    private static final int PATIENCE_SECONDS = 8;

    private static final int TRIES = 3;

    private final Postern postern;
    private final Consumer<String> tell;
    private final CompletableFuture<String> id = new CompletableFuture<>();
    private final Thread hook = Thread.ofPlatform().name("give-back").unstarted(this::interrupted);
    private volatile @Nullable Process user;
    private volatile boolean ending;
    private boolean given;

    private HeldAccess(Postern postern, Consumer<String> tell) {
        this.postern = postern;
        this.tell = tell;
    }

    static HeldAccess of(Postern postern, Consumer<String> tell) {
        HeldAccess held = new HeldAccess(postern, tell);
        Runtime.getRuntime().addShutdownHook(held.hook);
        return held;
    }

    JsonNode ask(AccessWish wish) {
        try {
            JsonNode request = postern.ask(wish);
            id.complete(request.path("id").asText());
            return request;
        } catch (CommandFailure refused) {
            id.completeExceptionally(refused);
            throw refused;
        }
    }

    /** Runs a program that uses the access; its exit code. */
    int run(ProcessBuilder program) throws java.io.IOException, InterruptedException {
        Process started = program.inheritIO().start();
        user = started;
        return started.waitFor();
    }

    private void interrupted() {
        ending = true;
        Process running = user;
        if (running != null) {
            running.destroy();
        }
        giveBack();
    }

    @Override
    public void close() {
        giveBack();
        try {
            if (!ending) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException tooLate) {
            // The program ends already; the hook will find that nothing is left to do.
            ending = true;
        }
    }

    /** Once, and whoever comes second waits until it is done. */
    private synchronized void giveBack() {
        if (given) {
            return;
        }
        given = true;
        String request;
        try {
            request = id.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException nothingToGiveBack) {
            return;
        } catch (TimeoutException unknown) {
            tell.accept("The request was sent, but not answered: look for it with ./postern list.");
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        end(request);
    }

    /** Giving back is right in every state, so no other is looked for first: it might be another by then. */
    private void end(String request) {
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (int tried = 1; ; tried++) {
            try {
                postern.release(request);
                tell.accept("The access is given back.");
                return;
            } catch (Refusal refused) {
                if (!refused.is("already-ended")) {
                    stays(request, refused);
                }
                return;
            } catch (CommandFailure failed) {
                if (tried == TRIES || System.nanoTime() > last) {
                    stays(request, failed);
                    return;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400L * tried));
            }
        }
    }

    private void stays(String request, CommandFailure failed) {
        tell.accept("The access was not given back: " + failed.sentence() + " ./postern release " + request
                + " does it; otherwise it ends by itself.");
    }
}
