package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.PublishedLog;
import io.postern.audit.adapter.files.DirectoryLogFiles;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishLogTest {
    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final MemoryRows rows = new MemoryRows();

    @TempDir
    Path directory;

    private LogFiles files;
    private PublishedLog published;

    @BeforeEach
    void files() {
        files = new DirectoryLogFiles(directory);
        published = new PublishedLog(directory);
    }

    @Test
    void everySizeThatIsPublishedCanBeProvenFromTheFilesAlone() throws Exception {
        PublishLog log = PublishLog.resume(rows, files, key);
        for (int size : new int[] {1, 2, 3, 255, 256, 257, 511, 512, 800}) {
            all(log, size);
            assertThat(published.leavesThatGiveTheRoot()).hasSize(size);
        }
        assertThat(rows.notes).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void moreLeavesThanABatchArePublishedInSeveral() throws Exception {
        all(PublishLog.resume(rows.with(3_000), files, key));

        assertThat(published.leavesThatGiveTheRoot()).hasSize(3000);
        assertThat(rows.notes).hasSize(3);
    }

    @Test
    void nothingNewMeansNothingIsSigned() {
        PublishLog log = PublishLog.resume(rows.with(5), files, key);
        all(log);
        all(log);
        all(PublishLog.resume(rows, files, key));

        assertThat(rows.notes).hasSize(1);
    }

    @Test
    void aPublisherThatDiesAtAnyWriteIsResumedToTheSameLog() throws Exception {
        for (int writes = 0; writes < 6; writes++) {
            DyingFiles mortal = new DyingFiles(files);
            PublishLog dying = PublishLog.resume(rows, mortal, key);
            mortal.dieAfter(writes);
            rows.with(rows.leaves.size() + 256);
            assertThatThrownBy(() -> all(dying)).hasMessage("killed");

            PublishLog next = PublishLog.resume(rows, files, key);
            assertThat(published.leavesThatGiveTheRoot()).hasSameSizeAs(rows.leaves);
            rows.with(rows.leaves.size() + 3);
            all(next);
            assertThat(published.leavesThatGiveTheRoot()).hasSameSizeAs(rows.leaves);
        }
    }

    @Test
    void aLostLogDirectoryIsPublishedAgain() throws Exception {
        all(PublishLog.resume(rows.with(700), files, key));
        Path other = directory.resolve("other");

        PublishLog.resume(rows, new DirectoryLogFiles(other), key);

        assertThat(new PublishedLog(other).leavesThatGiveTheRoot()).hasSize(700);
        assertThat(Files.readString(other.resolve("checkpoint"))).isEqualTo(rows.notes.getLast());
    }

    @Test
    void aLeafChangedAfterItWasSignedStopsTheLog() {
        all(PublishLog.resume(rows.with(20), files, key));
        rows.hashes.set(3, Hash.ofLeaf(new byte[] {1}));

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key)).isInstanceOf(LogRefused.class);
    }

    @Test
    void aLeafThatIsNotWhatWasRecordedIsNeverPublished() {
        PublishLog log = PublishLog.resume(rows.with(20), files, key);
        all(log);
        rows.leaves.set(3, new byte[] {1});
        rows.with(21);

        assertThatThrownBy(() -> all(log)).isInstanceOf(LogRefused.class).hasMessageContaining("leaf 3");
        LogFiles lost = new DirectoryLogFiles(directory.resolve("other"));
        assertThatThrownBy(() -> PublishLog.resume(rows, lost, key))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("leaf 3");
    }

    @Test
    void shorterVersionsOfAFullTileAreTakenAwayOnceACheckpointCoversIt() throws Exception {
        PublishLog log = PublishLog.resume(rows, files, key);
        for (int size : new int[] {1, 100, 255, 256, 300}) {
            all(log, size);
        }
        assertThat(directory.resolve("tile/0/000.p")).doesNotExist();
        assertThat(directory.resolve("tile/entries/000.p")).doesNotExist();
        assertThat(directory.resolve("tile/0/001.p/44")).exists();
        assertThat(directory.resolve("tile/entries/001.p/44")).exists();
        assertThat(published.leavesThatGiveTheRoot()).hasSize(300);
    }

    @Test
    void whatADeadPublisherDidNotComeToTakeAwayIsTakenAwayByTheNext() throws Exception {
        DyingFiles mortal = new DyingFiles(files);
        PublishLog dying = PublishLog.resume(rows.with(200), mortal, key);
        all(dying);
        mortal.dieAfter(5); // bundle, tile 0, tile 1, checkpoint, the first deletion
        rows.with(256);
        assertThatThrownBy(() -> all(dying)).hasMessage("killed");
        assertThat(directory.resolve("tile/entries/000.p")).exists();

        PublishLog.resume(rows, files, key);

        assertThat(directory.resolve("tile/entries/000.p")).doesNotExist();
        assertThat(directory.resolve("tile/0/000.p")).doesNotExist();
        assertThat(published.leavesThatGiveTheRoot()).hasSize(256);
    }

    @Test
    void aTrailThatLostSignedLeavesStopsTheLog() {
        all(PublishLog.resume(rows.with(20), files, key));
        rows.leaves.removeLast();
        rows.hashes.removeLast();

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key)).isInstanceOf(LogRefused.class);
    }

    @Test
    void aDatabaseOlderThanThePublishedCheckpointStopsTheLog() {
        all(PublishLog.resume(rows.with(20), files, key));
        all(PublishLog.resume(rows.with(30), files, key));
        rows.notes.removeLast();

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("30")
                .hasMessageContaining("20");
    }

    @Test
    void aLogSignedWithAnotherKeyIsNotContinued() {
        all(PublishLog.resume(rows.with(20), files, key));
        NoteKey other = NoteKey.generate("postern.example/test", new SecureRandom());

        assertThatThrownBy(() -> PublishLog.resume(rows, files, other)).isInstanceOf(LogRefused.class);
    }

    @Test
    void aPublishedTileIsNeverOverwritten() throws Exception {
        all(PublishLog.resume(rows.with(256), files, key));
        Files.write(directory.resolve("tile/0/000"), new byte[32]);

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("tile/0/000");
    }

    private void all(PublishLog log, int size) {
        rows.with(size);
        all(log);
    }

    private static void all(PublishLog log) {
        boolean more = true;
        while (more) {
            more = log.step();
        }
    }
}
