package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is changed, left out, added, exchanged or cut off, in entries, tiles, checkpoints or what a SIEM holds, is
 * reported, and where. {@code -Dpostern.long=true} for a hundred thousand of them, {@code -Dpostern.seed=N} for others.
 */
class TamperingCampaignTest extends VerifiedLog {
    private static final boolean LONG = Boolean.getBoolean("postern.long");
    private static final int TAMPERINGS = LONG ? 100_000 : 2_000;
    private static final long SEED = Long.getLong("postern.seed", 6_962);

    private final List<World> worlds = new ArrayList<>();

    private record World(MemoryLog log, List<String> siem, Path key, String older, String forged) {}

    @Test
    void everyTamperingIsReportedAtItsPlace() throws Exception {
        for (int size : new int[] {9, 9, 40, 40, 40, 40, 40, 40, 300, 600}) {
            worlds.add(world(size));
        }
        for (World world : worlds) {
            assertThat(verify(world, world.log, world.siem).broken()).isEmpty();
            assertThat(verify(world, world.log, world.siem).remarks()).isEmpty();
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < TAMPERINGS; i++) {
            Random random = new Random(SEED + i);
            World world = worlds.get(random.nextInt(worlds.size()));
            Tampering tampering = new Tampering(world.log, world.siem, random);
            tampering.tamper(world.older, world.forged);
            Report report = verify(world, tampering.log(), tampering.siem());
            if (!tampering.isReportedBy(report)) {
                missed.add("-Dpostern.seed=" + (SEED + i) + ": " + tampering + ", but "
                        + report.broken().map(Object::toString).orElse("it holds, with " + report.remarks()));
            }
        }

        assertThat(missed).isEmpty();
    }

    private World world(int size) throws Exception {
        List<String> entries = new ArrayList<>(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:30:00")));
        entries.addAll(Events.plain(size - 3));
        LogFixture fixture = new LogFixture(Files.createTempDirectory(dir, "log"));
        fixture.publish(entries);
        return new World(
                MemoryLog.of(fixture.file("")),
                Siem.records(entries, fixture.note(entries)),
                fixture.keyFile(),
                fixture.note(entries.subList(0, size - 4)),
                fixture.forged().note(entries));
    }

    private Report verify(World world, MemoryLog log, List<String> siem) throws Exception {
        Optional<Path> file = Optional.empty();
        if (!siem.equals(world.siem) || log.equals(world.log)) {
            file = Optional.of(Files.write(dir.resolve("siem.jsonl"), siem));
        }
        return new TrailVerifier().verify(new Evidence(log, world.key, List.of(), file, Optional.empty()), NOW);
    }
}
