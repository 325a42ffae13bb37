package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Load on one server: requests number by number, each number once. */
final class Load {
    private final URI server;
    private final LongFunction<byte[]> requests;
    private final int expected;
    private final Answered answered;
    private final AtomicLong number = new AtomicLong();

    /** Told of every answer, by the connection that it came over, with the instant at which the whole of it was there. */
    interface Answered {
        void at(Wire wire, long nanos);
    }

    Load(URI server, LongFunction<byte[]> requests, int expected) {
        this(server, requests, expected, (_, _) -> {});
    }

    Load(URI server, LongFunction<byte[]> requests, int expected, Answered answered) {
        this.answered = answered;
        this.server = server;
        this.requests = requests;
        this.expected = expected;
    }

    /** Each connection sends its next request when the last one is answered: what the server can do. */
    Sample closed(int connections, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        return run(connections, wire -> {
            Tally tally = new Tally(expected);
            while (System.nanoTime() < end) {
                byte[] request = requests.apply(number.getAndIncrement());
                long start = System.nanoTime();
                tally.count(wire.exchange(request), System.nanoTime() - start);
            }
            return tally;
        });
    }

    /**
     * Requests are due at a steady rate whether earlier ones are answered or not, and a time is counted from when the request
     * was due: a server that stalls is charged for all that should have been asked meanwhile.
     */
    Sample open(int connections, double perSecond, Duration length) {
        long begin = System.nanoTime() + Duration.ofMillis(100).toNanos();
        long last = Math.round(perSecond * length.toNanos() / 1e9);
        AtomicLong next = new AtomicLong();
        return run(connections, wire -> {
            Tally tally = new Tally(expected);
            for (long i = next.getAndIncrement(); i < last; i = next.getAndIncrement()) {
                long due = begin + Math.round(i * 1e9 / perSecond);
                byte[] request = requests.apply(number.getAndIncrement());
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                int status = wire.exchange(request);
                long now = System.nanoTime();
                answered.at(wire, now);
                tally.count(status, now - due);
            }
            return tally;
        });
    }

    private interface Worker {
        Tally work(Wire wire) throws IOException;
    }

    /** The times of one connection. */
    private static final class Tally {
        private final int expected;
        private long[] nanos = new long[1 << 12];
        private int good;
        private long bad;
        private int badStatus;

        Tally(int expected) {
            this.expected = expected;
        }

        void count(int status, long took) {
            if (status != expected) {
                bad++;
                badStatus = status;
                return;
            }
            if (good == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * good);
            }
            nanos[good++] = took;
        }
    }

    private Sample run(int connections, Worker worker) {
        long start = System.nanoTime();
        List<Future<Tally>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    try (Wire wire = new Wire(server)) {
                        return worker.work(wire);
                    }
                }));
            }
            List<Tally> tallies = new ArrayList<>();
            for (Future<Tally> future : running) {
                tallies.add(future.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] all = tallies.stream()
                    .flatMapToLong(tally -> LongStream.of(tally.nanos).limit(tally.good))
                    .toArray();
            long errors = tallies.stream().mapToLong(tally -> tally.bad).sum();
            int anError =
                    tallies.stream().mapToInt(tally -> tally.badStatus).max().orElse(0);
            return new Sample(all, errors, anError, seconds);
        } catch (ExecutionException e) {
            throw new CommandFailure("The server at " + server + " broke off: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while measuring.", e);
        }
    }
}
