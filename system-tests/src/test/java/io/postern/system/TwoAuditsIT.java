package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.ProcessName;
import io.postern.system.AuditPair.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Two instances of audit-service over one log, killed at random moments under load, one or the other or both; then the
 * database goes away, and the broker. Nothing is lost, nothing is twice, there is one history, and whatever checkpoint was
 * ever shown belongs to it.
 */
@Order(-1)
class TwoAuditsIT {
    private static final int KILLS = Boolean.getBoolean("postern.long") ? 200 : 20;
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
            Random random = new Random(SEED);
            kill(KILLS / 2, pair, load, random);
            Future<?> broker = pair.outage(ProcessName.KAFKA, OUTAGE);
            kill(KILLS - KILLS / 2, pair, load, random);
            broker.get();
            pair.outage(ProcessName.POSTGRES, OUTAGE).get();
            load.end();
            Await.until("all is in the trail", PATIENCE, () -> AuditHistory.complete(pair.databases, load));
            AuditHistory history = new AuditHistory(pair.databases);
            Await.until("all is signed", PATIENCE, () -> signed(seen) == history.size());

            history.holdsOnce(load);
            history.remembersEvery(seen.notes, pair.stack.addresses().auditLog());
            assertThat(seen.shrunk).isEmpty();
            verify(pair, seen, history.size());
            System.out.printf(
                    "  %d killed; %d told, %d of them no events; %d leaves, %d checkpoints, %d of them seen%n",
                    KILLS, load.sent(), load.poison.size(), history.size(), history.checkpoints(), seen.notes.size());
        }
    }

    private static void kill(int kills, AuditPair pair, AuditLoad load, Random random) throws Exception {
        int killed = 0;
        while (killed < kills) {
            Await.until(
                    "somebody works", PATIENCE, () -> pair.instances.stream().anyMatch(Instance::ready));
            long moment = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_000));
            Await.until("the moment of the blow", PATIENCE, () -> System.nanoTime() >= moment);
            List<Instance> victims = victims(pair, random.nextInt(5));
            for (Instance victim : victims) {
                victim.kill();
            }
            for (Instance victim : victims) {
                victim.start();
            }
            killed += victims.size();
        }
    }

    /** Mostly one that works, sometimes whichever, sometimes both. */
    private static List<Instance> victims(AuditPair pair, int throwOfDice) {
        return switch (throwOfDice) {
            case 0 -> pair.instances;
            case 1 -> List.of(pair.instances.getFirst());
            case 2 -> List.of(pair.instances.getLast());
            default -> pair.instances.stream().filter(Instance::ready).limit(1).toList();
        };
    }

    private static int signed(SeenCheckpoints seen) {
        return seen.notes.stream().mapToInt(SeenCheckpoints::size).max().orElse(0);
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
