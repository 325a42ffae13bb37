package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.ProcessName;
import io.postern.system.AuditPair.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Two instances of audit-service over one log, killed at random moments under load, one or the other or both; in the long form
 * the database goes away then, and the broker. Nothing is lost, nothing is twice, there is one history, and whatever
 * checkpoint was ever shown belongs to it.
 */
@Order(-1)
class TwoAuditsIT {
    private static final boolean LONG = Boolean.getBoolean("postern.long");
    private static final int KILLS = LONG ? 200 : 20;
    private static final long SEED = Long.getLong("postern.seed", 6);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void thereIsOneHistoryWhicheverInstanceDiesAndWhateverItStandsOnGoesAway() throws Exception {
        System.out.println("  -Dpostern.seed=" + SEED);
        try (AuditPair pair = new AuditPair();
                AuditLoad load = new AuditLoad(pair.stack.addresses().of(ProcessName.KAFKA), SEED);
                SeenCheckpoints seen =
                        new SeenCheckpoints(pair.stack.addresses().auditLog().resolve("checkpoint"), pair.urls())) {
            kill(pair, seen, new Random(SEED));
            if (LONG) {
                outages(pair);
            }
            for (Instance instance : pair.instances) {
                instance.startIfEnded();
            }
            load.end();
            OnTopics topics = new OnTopics(pair.stack.addresses().of(ProcessName.KAFKA));
            // Not by AssertJ, which looks through all of them for each.
            assertThat(topics.told.keySet().containsAll(load.taken)).isTrue();
            Await.until("all is in the trail", PATIENCE, () -> AuditHistory.complete(pair.databases, topics));
            Await.until("all is signed", PATIENCE, () -> seen.signed() == topics.told.size() + topics.poison.size());

            AuditHistory history = new AuditHistory(pair.databases);
            history.holdsOnce(topics);
            history.remembersEvery(seen.notes, pair.stack.addresses().auditLog());
            assertThat(seen.shrunk).isEmpty();
            verify(pair, seen, history.size());
            System.out.printf(
                    "  %d killed; %d told, %d of them no events; %d leaves, %d checkpoints, %d of them seen%n",
                    KILLS, load.sent(), topics.poison.size(), history.size(), history.checkpoints(), seen.notes.size());
        }
    }

    private static void outages(AuditPair pair) throws Exception {
        Future<?> database = pair.outage(ProcessName.POSTGRES, OUTAGE);
        wait(OUTAGE.dividedBy(2));
        Future<?> broker = pair.outage(ProcessName.KAFKA, OUTAGE);
        database.get();
        broker.get();
    }

    /** Each blow falls a moment after there was something new to sign, so that it interrupts work. */
    private static void kill(AuditPair pair, SeenCheckpoints seen, Random random) throws Exception {
        int killed = 0;
        while (killed < KILLS) {
            int before = seen.signed();
            Await.until("something is signed", PATIENCE, () -> seen.signed() > before);
            Await.until("somebody works", PATIENCE, () -> !working(pair).isEmpty());
            wait(Duration.ofMillis(random.nextInt(600)));
            List<Instance> victims = random.nextInt(5) == 0 ? pair.instances : one(pair, random);
            for (Instance victim : victims) {
                victim.kill();
            }
            for (Instance victim : victims) {
                victim.start();
            }
            killed += victims.size();
        }
    }

    private static List<Instance> working(AuditPair pair) {
        return pair.instances.stream().filter(Instance::ready).toList();
    }

    private static List<Instance> one(AuditPair pair, Random random) {
        List<Instance> working = working(pair);
        List<Instance> all = working.isEmpty() ? pair.instances : working;
        return List.of(all.get(random.nextInt(all.size())));
    }

    private static void wait(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        Await.until("the moment", length.plus(PATIENCE), () -> System.nanoTime() >= end);
    }

    /** With all that somebody outside holds against it: every checkpoint that was seen, every record that was told. */
    private static void verify(AuditPair pair, SeenCheckpoints seen, int size) throws Exception {
        Path notes = Path.of("target", "seen-checkpoints.jsonl").toAbsolutePath();
        Path records = Path.of("target", "told-records.jsonl").toAbsolutePath();
        seen.write(notes);
        String broker = pair.stack.addresses().of(ProcessName.KAFKA);
        Await.until("all is told", PATIENCE, () -> SiemDump.write(broker, records) == size);

        Command verified = Command.run(
                List.of("audit", "verify", "--checkpoints", notes.toString(), "--siem", records.toString()),
                pair.stack);

        assertThat(verified.exit()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("holds: " + size + " entries");
    }
}
