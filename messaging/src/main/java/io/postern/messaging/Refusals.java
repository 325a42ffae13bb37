package io.postern.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.RetriableException;

/**
 * What Kafka would not take: the subjects whose events wait, and the topics and partitions where others would wait as long.
 * They are left out for a while, so that what goes elsewhere is sent meanwhile; then all of it is tried anew.
 */
final class Refusals {
    /** The shortest time between two tries, and the one where Kafka took nothing else either: it may be back at any moment. */
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    /** Those whom a query is told to pass over; with more than these all of them are tried anew. */
    static final int MOST_SUBJECTS = 5_000;

    /** Partitions of a topic that refused, of how many; where it has none, the topic is what refused. */
    private record Partitions(int of, Set<Integer> refused) {}

    private final Set<String> subjects = new HashSet<>();
    private final Map<String, Partitions> topics = new HashMap<>();
    private long since;
    private Duration cost = Duration.ZERO;
    private boolean othersGoOn;

    /** The subjects of which nothing may be sent, as an earlier event of each waits. */
    Set<String> subjects() {
        return subjects;
    }

    /** Whether this row has to wait; its subject waits from then on. */
    boolean hold(OutboxRows.Row row) {
        if (!subjects.contains(row.subject()) && reaches(row)) {
            subjects.add(row.subject());
        }
        return subjects.contains(row.subject());
    }

    private boolean reaches(OutboxRows.Row row) {
        Partitions there = topics.get(row.topic());
        return there != null && (there.of() == 0 || there.refused().contains(partition(row.subject(), there.of())));
    }

    /**
     * This row was refused, on a topic of so many partitions, or of none if nobody knew them. What no repetition would change
     * lies with the event and not with the place.
     */
    void add(OutboxRows.Row row, Throwable cause, int partitions) {
        subjects.add(row.subject());
        if (!(cause instanceof RetriableException)) {
            return;
        }
        Partitions there = topics.get(row.topic());
        if (there == null || partitions == 0 || there.of() != partitions && there.of() != 0) {
            there = new Partitions(partitions, new HashSet<>());
            topics.put(row.topic(), there);
        }
        if (there.of() != 0) {
            there.refused().add(partition(row.subject(), partitions));
        }
    }

    /** A pass with refusals ended now, and kept everybody waiting for so long: the next one may come after as long again. */
    void cost(Duration pass, long now) {
        if (cost.isZero()) {
            since = now;
        }
        cost = cost.plus(pass);
    }

    /** Kafka took something else. */
    void othersGoOn() {
        othersGoOn = true;
    }

    /** Forgets all of it once it is time to try anew, by the monotonic clock. */
    void forgetWhenOver(long now) {
        Duration least = othersGoOn && cost.compareTo(BETWEEN_TRIES) > 0 ? cost : BETWEEN_TRIES;
        if (now - since >= least.toNanos() || subjects.size() > MOST_SUBJECTS) {
            subjects.clear();
            topics.clear();
            cost = Duration.ZERO;
            othersGoOn = false;
        }
    }

    /** Where the producer sends the events of a subject. */
    static int partition(String subject, int of) {
        return BuiltInPartitioner.partitionForKey(subject.getBytes(StandardCharsets.UTF_8), of);
    }
}
