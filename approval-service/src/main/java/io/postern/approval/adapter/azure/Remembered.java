package io.postern.approval.adapter.azure;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A slow source's answers, so many at most, each kept while it is fresh enough for who asks. Many who want the same wait
 * for one question; what is in use is asked again, in the background, at half its age, so that nobody waits for it.
 */
final class Remembered<K, V> {
    private static final System.Logger LOG = System.getLogger(Remembered.class.getName());
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final String what;
    private final Source<K, V> source;
    private final Executor background;
    private final Map<K, Slot<V>> slots;

    /** Asks; the answer, and every part it is made of, must be no older than {@code maxAge} at {@code now}. */
    interface Source<K, V> {
        Dated<V> ask(K key, Duration maxAge, Instant now);
    }

    /** An answer with a moment at which it was certainly still true, or became so later. */
    record Dated<V>(V value, Instant asOf) {
        boolean isFresh(Duration maxAge, Instant now) {
            return now.isBefore(asOf.plus(maxAge));
        }
    }

    private static final class Slot<V> {
        private Optional<Dated<V>> answer = Optional.empty();
        private Optional<Question<V>> asked = Optional.empty();
        private Instant notBefore = Instant.MIN;
    }

    private record Question<V>(CompletableFuture<Dated<V>> answer, Instant since) {}

    /**
     * @param what what is remembered, for the log
     * @param background where questions ahead of time are asked; it may refuse when it has enough to do
     */
    Remembered(String what, int most, Source<K, V> source, Executor background) {
        this.what = what;
        this.source = source;
        this.background = background;
        this.slots = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** An answer younger than {@code maxAge} at {@code now}; no age at all always asks anew. */
    Dated<V> get(K key, Duration maxAge, Instant now) {
        Optional<Question<V>> pending;
        synchronized (slots) {
            Slot<V> slot = slots.computeIfAbsent(key, _ -> new Slot<>());
            Optional<Dated<V>> fresh = fresh(key, slot, maxAge, now);
            if (fresh.isPresent()) {
                return fresh.get();
            }
            pending =
                    slot.asked.filter(question -> now.isBefore(question.since().plus(maxAge)));
        }
        return pending.map(Remembered::awaited)
                .filter(answer -> answer.isFresh(maxAge, now))
                .orElseGet(() -> ask(key, maxAge, now));
    }

    /** The same without waiting: empty when nothing that is remembered is fresh enough. */
    Optional<Dated<V>> known(K key, Duration maxAge, Instant now) {
        synchronized (slots) {
            return Optional.ofNullable(slots.get(key)).flatMap(slot -> fresh(key, slot, maxAge, now));
        }
    }

    private Optional<Dated<V>> fresh(K key, Slot<V> slot, Duration maxAge, Instant now) {
        Optional<Dated<V>> fresh = slot.answer.filter(answer -> answer.isFresh(maxAge, now));
        if (fresh.isPresent() && !fresh.get().isFresh(maxAge.dividedBy(2), now)) {
            askAhead(key, slot, maxAge, now);
        }
        return fresh;
    }

    private Dated<V> ask(K key, Duration maxAge, Instant now) {
        Question<V> question = new Question<>(new CompletableFuture<>(), now);
        Slot<V> slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(key, _ -> new Slot<>());
            slot.asked = Optional.of(question);
        }
        return answer(key, slot, question, maxAge);
    }

    private Dated<V> answer(K key, Slot<V> slot, Question<V> question, Duration maxAge) {
        try {
            Dated<V> answer = source.ask(key, maxAge, question.since());
            synchronized (slots) {
                slot.answer = slot.answer
                        .filter(other -> other.asOf().isAfter(answer.asOf()))
                        .or(() -> Optional.of(answer));
            }
            question.answer().complete(answer);
            return answer;
        } catch (RuntimeException | Error e) { // whoever waits must be told, whatever it was
            question.answer().completeExceptionally(e);
            throw e;
        } finally {
            synchronized (slots) {
                slot.asked = slot.asked.filter(asked -> asked != question);
            }
        }
    }

    /** Nobody waits for this question before it has really begun: until then it is not in the slot. */
    private void askAhead(K key, Slot<V> slot, Duration maxAge, Instant now) {
        if (slot.asked.isPresent() || now.isBefore(slot.notBefore)) {
            return;
        }
        slot.notBefore = now.plus(AFTER_A_FAILURE);
        try {
            background.execute(() -> {
                Question<V> question = new Question<>(new CompletableFuture<>(), now);
                synchronized (slots) {
                    if (slot.asked.isPresent()) {
                        return;
                    }
                    slot.asked = Optional.of(question);
                }
                try {
                    answer(key, slot, question, maxAge);
                } catch (RuntimeException e) {
                    LOG.log(Level.DEBUG, "{0} could not be read ahead of time: {1}", what, e.toString());
                }
            });
        } catch (RejectedExecutionException busy) {
            LOG.log(Level.DEBUG, "{0} was not read ahead of time: enough is under way", what);
        }
    }

    private static <V> Dated<V> awaited(Question<V> question) {
        try {
            return question.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
