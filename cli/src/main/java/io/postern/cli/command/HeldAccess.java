package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.AccessWish;
import io.postern.cli.api.Postern;
import io.postern.cli.api.Refusal;
import io.postern.cli.api.Unanswered;
import io.postern.cli.keys.RandomSecret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An access that is given back when this ends, however that happens: by itself, by Ctrl-C or SIGTERM, or by a failure. Also
 * one whose request was still on its way when the end came. What was there before it was asked for is somebody else's to end.
 */
final class HeldAccess implements AutoCloseable {
    /** So long a service may be away when the end comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So long an answer on its way is waited for, before it is asked for again. */
    private static final long ON_ITS_WAY_SECONDS = 2;

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Postern postern;
    private final Consumer<String> tell;
    private final Duration patience;
    private final String key = RandomSecret.generate();
    private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    private final Thread hook = Thread.ofPlatform().name("give-back").unstarted(this::interrupted);
    private volatile @Nullable AccessWish wanted;
    private volatile @Nullable Process user;
    private volatile boolean ending;
    private boolean given;
    private boolean stays;

    private HeldAccess(Postern postern, Consumer<String> tell, Duration patience) {
        this.postern = postern;
        this.tell = tell;
        this.patience = patience;
    }

    static HeldAccess of(Postern postern, Consumer<String> tell) {
        return of(postern, tell, PATIENCE);
    }

    static HeldAccess of(Postern postern, Consumer<String> tell, Duration patience) {
        HeldAccess held = new HeldAccess(postern, tell, patience);
        Runtime.getRuntime().addShutdownHook(held.hook);
        return held;
    }

    JsonNode ask(AccessWish wish) {
        wanted = wish;
        if (ending) { // and who ends it may not have seen that anything is wanted
            throw new CommandFailure("Interrupted.");
        }
        try {
            JsonNode request = postern.ask(wish, key);
            answer.complete(request);
            return request;
        } catch (RuntimeException failed) {
            answer.completeExceptionally(failed);
            throw failed;
        }
    }

    /** Runs a program that uses the access; its exit code. */
    int run(ProcessBuilder program) throws java.io.IOException, InterruptedException {
        Process started = program.inheritIO().start();
        user = started;
        return started.waitFor();
    }

    /** Whether what was made for this could not be given back, or nobody knows. */
    synchronized boolean stays() {
        return stays;
    }

    void interrupted() {
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
        AccessWish wish = wanted;
        if (given || wish == null) {
            return;
        }
        given = true;
        long end = System.nanoTime() + patience.toNanos();
        try {
            made(wish, end).ifPresent(request -> end(request, end));
        } catch (CommandFailure unknown) {
            stays = true;
            tell.accept("Whether there is an access to give back is not known: " + unknown.sentence()
                    + " Look for it with ./postern list.");
        }
    }

    /** What came of asking; nothing where nothing was taken in. A lost answer is asked for again under the same key. */
    private Optional<JsonNode> made(AccessWish wish, long end) {
        try {
            return Optional.of(answer.get(ON_ITS_WAY_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof Unanswered lost) || !lost.mayBeDone()) {
                return Optional.empty();
            }
        } catch (TimeoutException slow) {
            tell.accept("The request is not answered yet; it is withdrawn as soon as it is.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(persistently(end, () -> postern.askAgain(wish, key)));
    }

    /** Giving back is right in every state, so no other is looked for first: it might be another by then. */
    private void end(JsonNode request, long end) {
        String id = request.path("id").asText();
        if (!request.path("made").asBoolean()) {
            tell.accept("The access was there already, so it stays"
                    + (request.hasNonNull("endsAt")
                            ? " until " + request.path("endsAt").asText()
                            : "")
                    + ": ./postern release " + id + " gives it back.");
            return;
        }
        try {
            persistently(end, () -> postern.release(id));
            tell.accept("The access is given back.");
        } catch (CommandFailure failed) {
            if (!(failed instanceof Refusal refused) || !refused.is("already-ended")) {
                stays = true;
                tell.accept("The access was not given back: " + failed.sentence() + " ./postern release " + id
                        + " does it; otherwise it ends by itself.");
            }
        }
    }

    /** Until somebody answers who has understood, or until it is too late. */
    private <T> T persistently(long end, Supplier<T> call) {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                return call.get();
            } catch (CommandFailure failed) {
                boolean passes =
                        failed instanceof Unanswered || failed instanceof Refusal refused && refused.is("intake-busy");
                if (!passes || System.nanoTime() > end) {
                    throw failed;
                }
                if (pause == FIRST_PAUSE_MILLIS) {
                    tell.accept("The access is not given back yet: " + failed.sentence() + " It is tried for "
                            + patience.toSeconds() + " s.");
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
    }
}
