package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.PublishedLog;
import io.postern.audit.adapter.files.DirectoryArchive;
import io.postern.audit.adapter.files.DirectoryLogFiles;
import io.postern.audit.domain.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLogTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final MemoryRows rows = new MemoryRows();

    @TempDir
    Path directory;

    private LogFiles files;
    private LogArchive kept;
    private ArchiveLog archive;

    @BeforeEach
    void files() {
        files = new DirectoryLogFiles(directory.resolve("log"));
        kept = new DirectoryArchive(directory.resolve("archive"));
        archive = new ArchiveLog(files, kept, key.verifier());
    }

    @Test
    void whatIsFullIsArchivedByteForByte() {
        MemoryFiles published = new MemoryFiles();
        Map<String, byte[]> archived = new TreeMap<>();
        publish(70_000, published);
        ArchiveLog all = new ArchiveLog(published, new MemoryArchive(archived), key.verifier());
        assertThat(all(all)).isEqualTo(273);

        assertThat(archived)
                .containsKeys("tile/entries/000", "tile/0/272", "tile/1/000", "checkpoints/016.jsonl")
                .doesNotContainKeys("tile/entries/273", "tile/1/001", "tile/2/000", "checkpoints/017.jsonl")
                .hasSize(273 + 273 + 1 + 17 + 1);
        assertThat(archived.remove("signed/70000"))
                .asString()
                .isEqualTo(rows.lastNote().orElseThrow());
        assertThat(archived)
                .allSatisfy((path, bytes) -> assertThat(bytes)
                        .as(path)
                        .isEqualTo(published.read(path).orElseThrow()));
    }

    @Test
    void whatIsArchivedIsReadOnly() throws IOException {
        kept.keep("signed/1", new byte[] {1});
        kept.keep("signed/1", new byte[] {1});

        assertThat(Files.getPosixFilePermissions(directory.resolve("archive/signed/1")))
                .noneMatch(permission -> permission.name().endsWith("WRITE"));
        assertThatThrownBy(() -> kept.keep("signed/1", new byte[] {2})).isInstanceOf(LogRefused.class);
    }

    @Test
    void aCopierThatDiesAtAnyWriteIsGoneOnFrom() throws Exception {
        for (int writes = 0; writes < 4; writes++) {
            publish((writes + 1) * 512);
            DyingArchive mortal = new DyingArchive(kept, writes);
            ArchiveLog dying = new ArchiveLog(files, mortal, key.verifier());
            long before = archive.archived();
            assertThatThrownBy(() -> all(dying)).hasMessage("killed");
            assertThat(archive.archived()).isBetween(before, before + 1);

            all(archive);
            assertThat(archive.archived()).isEqualTo((writes + 1) * 2L);
            archive.requireNothingNewer();
        }
        assertThat(new PublishedLog(directory.resolve("log")).leavesThatGiveTheRoot())
                .hasSize(2048);
    }

    @Test
    void aLostMarkOnlyMeansToCopyAgain() throws IOException {
        publish(600);
        all(archive);
        Files.delete(directory.resolve("log/archived"));

        assertThat(all(archive)).isEqualTo(2);
    }

    @Test
    void otherBytesThanTheArchivedOnesStopTheLog() throws IOException {
        kept.keep("tile/entries/000", new byte[] {1});
        publish(300);

        assertThatThrownBy(archive::step).isInstanceOf(LogRefused.class).hasMessageContaining("tile/entries/000");
    }

    @Test
    void anArchiveThatKnowsMoreThanWhatWasRestoredStopsTheLog() {
        publish(600);
        all(archive);
        LogFiles restored = new DirectoryLogFiles(directory.resolve("restored"));
        MemoryRows older = new MemoryRows().with(200);
        PublishLog.resume(older, restored, key).step();

        assertThatThrownBy(() -> new ArchiveLog(restored, kept, key.verifier()).requireNothingNewer())
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("docs/operations/audit.md");
    }

    @Test
    void onlyWhatIsBothOldAndArchivedIsNoLongerHandedOut() {
        publish(1_024);
        archive.step();
        archive.step();
        AtomicLong old = new AtomicLong(300);
        Retention retention = new Retention(Duration.ofDays(400), archive, time -> {
            assertThat(time).isEqualTo(NOW.minus(Duration.ofDays(400)));
            return old.get();
        });
        assertThat(retention.isOver(0, NOW)).isTrue();
        assertThat(retention.isOver(1, NOW)).isFalse();

        old.set(1_024);
        Retention later = new Retention(Duration.ofDays(400), archive, time -> old.get());
        assertThat(later.isOver(1, NOW)).isTrue();
        assertThat(later.isOver(2, NOW)).as("not archived yet").isFalse();
    }

    private void publish(int size) {
        publish(size, files);
    }

    private void publish(int size, LogFiles published) {
        rows.with(size);
        PublishLog log = PublishLog.resume(rows, published, key);
        boolean more = true;
        while (more) {
            more = log.step();
        }
    }

    private static int all(ArchiveLog archive) {
        int steps = 0;
        while (archive.step()) {
            steps++;
        }
        return steps;
    }

    private record MemoryArchive(Map<String, byte[]> files) implements LogArchive {
        @Override
        public void keep(String path, byte[] bytes) {
            files.put(path, bytes);
        }

        @Override
        public boolean holds(String path) {
            return files.containsKey(path);
        }
    }

    /** An archive whose writer dies at a chosen write. */
    private static final class DyingArchive implements LogArchive {
        private final LogArchive archive;
        private int writesLeft;

        DyingArchive(LogArchive archive, int writes) {
            this.archive = archive;
            this.writesLeft = writes;
        }

        @Override
        public void keep(String path, byte[] bytes) {
            if (writesLeft-- == 0) {
                throw new IllegalStateException("killed");
            }
            archive.keep(path, bytes);
        }

        @Override
        public boolean holds(String path) {
            return archive.holds(path);
        }
    }
}
