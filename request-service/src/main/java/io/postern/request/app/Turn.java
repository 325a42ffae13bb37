package io.postern.request.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One caller's place in {@link Batches}; it hears exactly once how it goes on. */
final class Turn<C, K, R> {
    private final C call;
    private final K key;
    private final CompletableFuture<Word<R>> word = new CompletableFuture<>();

    Turn(C call, K key) {
        this.call = call;
        this.key = key;
    }

    /** How it goes on. */
    sealed interface Word<R> {
        /** The next go is this caller's to make. */
        record Lead<R>() implements Word<R> {}

        /** Another caller's go has done it. */
        record Done<R>(R result) implements Word<R> {}

        /** The go that it was part of failed. */
        record Alone<R>() implements Word<R> {}

        /** Its turn did not come in time. */
        record TooLate<R>() implements Word<R> {}
    }

    C call() {
        return call;
    }

    K key() {
        return key;
    }

    void say(Word<R> how) {
        word.complete(how);
    }

    /**
     * Waits for the word, at most for {@code nanos} as long as it can still withdraw: of a call that is under way the end is
     * awaited, because what became of it has to be told. An interruption is kept for later.
     */
    Word<R> await(long nanos, BooleanSupplier withdraw) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return word.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (TimeoutException _) {
                    return withdraw.getAsBoolean() ? new Word.TooLate<>() : word.join();
                }
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a word is never a failure", impossible);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
