package io.postern.cli.api;

import io.postern.cli.CommandFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Calls that may be made again, because the service does them once: made again where the answer to one is lost, and not for ever.
 *
 * @param unclear what to tell the person where no answer comes in the end
 */
record LostAnswers(String unclear) {
    private static final int TRIES = 3;

    <T> T of(Supplier<T> call) {
        for (int tried = 1; ; tried++) {
            try {
                return call.get();
            } catch (CommandFailure failed) {
                if (tried == 1 && !(failed instanceof Unanswered lost && lost.mayBeDone())) {
                    throw failed;
                }
                if (tried == TRIES || failed instanceof Refusal) {
                    throw new Unanswered(failed.sentence() + " " + unclear, failed);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300L * tried));
            }
        }
    }
}
