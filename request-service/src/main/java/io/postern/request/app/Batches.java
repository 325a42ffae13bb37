package io.postern.request.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Does what many callers ask for in few goes. Who comes while a go is free is served at once; who comes later waits, and the
 * next go takes all that has come by then. Goes are made on the threads of callers, by the first of those who wait. Calls
 * with the same key are never in one go, nor in two at a time.
 */
final class Batches<C, K, R> {
    private static final System.Logger LOG = System.getLogger(Batches.class.getName());

    private final Size size;
    private final Function<C, K> key;
    private final Function<List<C>, List<R>> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Turn<C, K, R>> waiting = new ArrayDeque<>();
    private final Set<K> busy = new HashSet<>();
    private int going;

    /** How many calls a go takes, how many goes there are at a time, how many callers may wait, and how long. */
    record Size(int together, int atOnce, int waiting, Duration patience) {}

    /** {@code work} answers every call that it is given, in their order, or fails and has done nothing. */
    Batches(Size size, Function<C, K> key, Function<List<C>, List<R>> work) {
        this.size = size;
        this.key = key;
        this.work = work;
    }

    /** What came of the call; nothing if too many are waiting, in which case it was not tried. */
    Optional<R> call(C call) {
        Turn<C, K, R> turn = new Turn<>(call, key.apply(call));
        if (!enter(turn)) {
            return Optional.empty();
        }
        return switch (turn.await(size.patience().toNanos(), () -> withdraw(turn))) {
            case Turn.Word.Lead<R> _ -> Optional.of(lead(turn));
            case Turn.Word.Done<R>(R result) -> Optional.of(result);
            case Turn.Word.Alone<R> _ -> Optional.of(alone(call));
            case Turn.Word.TooLate<R> _ -> Optional.empty();
        };
    }

    /** How many callers wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** A failure of a go with others in it may be anybody's: each is done by itself then, and has a failure of its own. */
    private R lead(Turn<C, K, R> turn) {
        List<Turn<C, K, R>> turns = company(turn);
        List<Turn<C, K, R>> others = turns.subList(1, turns.size());
        List<R> results = List.of();
        try {
            results = work.apply(turns.stream().map(Turn::call).toList());
        } catch (RuntimeException failure) {
            if (others.isEmpty()) {
                throw failure;
            }
            LOG.log(System.Logger.Level.DEBUG, "each is done by itself, because together they failed", failure);
        } finally {
            end(turns);
            for (int i = 0; i < others.size(); i++) {
                others.get(i)
                        .say(results.isEmpty() ? new Turn.Word.Alone<>() : new Turn.Word.Done<>(results.get(i + 1)));
            }
        }
        return results.isEmpty() ? alone(turn.call()) : results.getFirst();
    }

    private R alone(C call) {
        return work.apply(List.of(call)).getFirst();
    }

    private boolean enter(Turn<C, K, R> turn) {
        lock.lock();
        try {
            if (!start(turn)) {
                return waiting.size() < size.waiting() && waiting.add(turn);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean withdraw(Turn<C, K, R> turn) {
        lock.lock();
        try {
            return waiting.remove(turn);
        } finally {
            lock.unlock();
        }
    }

    /** The turn, and those who wait and can go with it. */
    private List<Turn<C, K, R>> company(Turn<C, K, R> first) {
        List<Turn<C, K, R>> turns = new ArrayList<>(List.of(first));
        lock.lock();
        try {
            for (Iterator<Turn<C, K, R>> next = waiting.iterator();
                    next.hasNext() && turns.size() < size.together(); ) {
                Turn<C, K, R> turn = next.next();
                if (busy.add(turn.key())) {
                    next.remove();
                    turns.add(turn);
                }
            }
            return turns;
        } finally {
            lock.unlock();
        }
    }

    private void end(List<Turn<C, K, R>> turns) {
        lock.lock();
        try {
            going--;
            turns.forEach(turn -> busy.remove(turn.key()));
            waiting.removeIf(this::start);
        } finally {
            lock.unlock();
        }
    }

    /** Makes the turn the leader of a go, if one is free and nobody with its key is under way. */
    private boolean start(Turn<C, K, R> turn) {
        if (going == size.atOnce() || !busy.add(turn.key())) {
            return false;
        }
        going++;
        turn.say(new Turn.Word.Lead<>());
        return true;
    }
}
