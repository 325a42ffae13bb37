package io.postern.portal.adapter.services;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer that goes on and on, one at a time: the next is asked for once one has been taken. */
final class Lines implements Flow.Subscriber<String>, AutoCloseable {
    /** A line, or the end. */
    private record Line(@Nullable String text) {}

    private final BlockingQueue<Line> taken = new ArrayBlockingQueue<>(2); // a line and the end
    private volatile Flow.@Nullable Subscription subscription;

    /** The next line; null at the end, and when nothing comes for so long. */
    @Nullable
    String next(Duration patience) throws InterruptedException {
        Line line = taken.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        Flow.Subscription source = subscription;
        if (line == null || line.text() == null || source == null) {
            return null;
        }
        source.request(1);
        return line.text();
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(1);
    }

    @Override
    public void onNext(String line) {
        taken.add(new Line(line));
    }

    @Override
    public void onError(Throwable broken) {
        onComplete();
    }

    @Override
    public void onComplete() {
        taken.offer(new Line(null));
    }

    /** Nothing will come where the call has failed: without an answer nobody else says so. */
    void failed(@Nullable Throwable why) {
        if (why != null) {
            onComplete();
        }
    }

    @Override
    public void close() {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
