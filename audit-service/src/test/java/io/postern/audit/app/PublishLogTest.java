package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.PublishedLog;
import io.postern.audit.adapter.files.DirectoryLogFiles;
import io.postern.audit.domain.Hash;
import io.postern.audit.domain.ListedNote;
import io.postern.audit.domain.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        assertThat(rows.signed.stream().map(ListedNote::size))
                .containsExactly(1L, 2L, 3L, 255L, 256L, 257L, 511L, 512L, 768L, 800L);
        assertThat(listed()).isEqualTo(rows.signed);
    }

    @Test
    void moreLeavesThanABatchArePublishedInSeveral() throws Exception {
        all(PublishLog.resume(rows.with(3_000), files, key));

        assertThat(published.leavesThatGiveTheRoot()).hasSize(3000);
    }

    @Test
    void twoCheckpointsAreNeverMoreThan256LeavesApart() throws Exception {
        PublishLog log = PublishLog.resume(rows, files, key);
        for (int size : new int[] {7, 700, 3_000, 6_000}) {
            all(log, size);
        }
        long before = 0;
        for (ListedNote note : rows.signed) {
            assertThat(note.size() - before).isBetween(1L, 256L);
            before = note.size();
        }
        assertThat(before).isEqualTo(6_000);
        assertThat(listed()).isEqualTo(rows.signed);
    }

    @Test
    void nothingNewMeansNothingIsSigned() {
        PublishLog log = PublishLog.resume(rows.with(5), files, key);
        all(log);
        all(log);
        all(PublishLog.resume(rows, files, key));

        assertThat(rows.signed).hasSize(1);
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
        assertThat(Files.readString(other.resolve("checkpoint")))
                .isEqualTo(rows.signed.getLast().note());
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
    void aSignedLeafThatIsChangedWithItsHashIsNotPublishedAgainBesideNewOnes() {
        PublishLog log = PublishLog.resume(rows.with(20), files, key);
        all(log);
        rows.leaves.set(3, new byte[] {1});
        rows.hashes.set(3, Hash.ofLeaf(new byte[] {1}));
        rows.with(21);

        assertThatThrownBy(() -> all(log)).isInstanceOf(LogRefused.class).hasMessageContaining("before 20");
        assertThat(rows.signed).hasSize(1);
        assertThat(directory.resolve("tile/entries/000.p/21")).doesNotExist();
    }

    @Test
    void aBundleIsNotPublishedAgainFromLeavesThatTheTilesDoNotHold() throws Exception {
        all(PublishLog.resume(rows.with(600), files, key));
        Files.delete(directory.resolve("tile/entries/001"));
        rows.leaves.set(300, new byte[] {1});
        rows.hashes.set(300, Hash.ofLeaf(new byte[] {1}));

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("from 256 on");
        assertThat(directory.resolve("tile/entries/001")).doesNotExist();
    }

    @Test
    void aNewestTileThatIsCutOffIsRefusedInWords() throws Exception {
        all(PublishLog.resume(rows.with(512), files, key));
        Path tile = directory.resolve("tile/0/001");
        byte[] whole = Files.readAllBytes(tile);
        Files.delete(tile);
        Files.write(tile, Arrays.copyOf(whole, 40));

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("tile/0/001");
    }

    @Test
    void toGoOnLooksForAFewFilesHoweverManyThereAre() {
        MemoryFiles many = new MemoryFiles();
        all(PublishLog.resume(rows.with(30_000), many, key));
        many.lookedFor = 0;

        PublishLog.resume(rows, many, key);

        assertThat(many.lookedFor).isLessThan(60);
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
        rows.signed.removeLast();

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
    void aSignerThatLostItsRightWritesNoListAndNoCheckpoint() throws Exception {
        PublishLog stalled = PublishLog.resume(rows, files, key);
        all(stalled, 3);
        rows.with(5);
        rows.lost = true;

        assertThatThrownBy(() -> all(stalled)).hasMessageContaining("lost");

        assertThat(published.leavesThatGiveTheRoot()).hasSize(3);
        assertThat(Files.readAllLines(directory.resolve("checkpoints/000.jsonl")))
                .hasSize(1);
        rows.lost = false;
        PublishLog.resume(rows, files, key);
        assertThat(published.leavesThatGiveTheRoot()).hasSize(5);
        assertThat(listed()).isEqualTo(rows.signed);
    }

    @Test
    void aSignerThatLosesItsRightWhileItWritesPublishesNoCheckpointAndNeitherDoesOneThatResumes() throws Exception {
        EventfulFiles losing = new EventfulFiles(files, () -> rows.lost = true);
        PublishLog stalled = PublishLog.resume(rows.with(3), losing, key);

        assertThatThrownBy(() -> all(stalled)).hasMessageContaining("lost");
        assertThat(directory.resolve("checkpoint")).doesNotExist();
        assertThatThrownBy(() -> PublishLog.resume(rows, files, key)).hasMessageContaining("lost");
        assertThat(directory.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void aCheckpointIsNeverReplacedByASmallerOne() throws Exception {
        EventfulFiles overtaken = new EventfulFiles(files, () -> all(PublishLog.resume(rows, files, key), 400));
        PublishLog stalled = PublishLog.resume(rows.with(3), overtaken, key);

        assertThatThrownBy(() -> all(stalled)).hasMessageContaining("400");

        assertThat(published.leavesThatGiveTheRoot()).hasSize(400);
    }

    @Test
    void toGoOnTakesAFewRowsHoweverManyThereAre() {
        all(PublishLog.resume(rows.with(6_000), files, key));
        rows.read = 0;

        all(PublishLog.resume(rows.with(6_010), files, key));

        assertThat(rows.read).isLessThan(1_000);
        assertThat(rows.signed.getLast().size()).isEqualTo(6_010);
    }

    @Test
    void aMissingTileAndAMissingListAreWrittenAgain() throws Exception {
        all(PublishLog.resume(rows.with(6_000), files, key));
        Files.delete(directory.resolve("tile/0/020"));
        Files.delete(directory.resolve("checkpoints/000.jsonl"));
        Files.writeString(directory.resolve("checkpoints/001.jsonl"), "{\"size\":59");

        PublishLog.resume(rows, files, key);

        assertThat(published.leavesThatGiveTheRoot()).hasSize(6_000);
        assertThat(listed()).isEqualTo(rows.signed);
    }

    @Test
    void aPublishedTileIsNeverOverwritten() throws Exception {
        all(PublishLog.resume(rows.with(300), files, key));
        Files.write(directory.resolve("tile/1/000.p/1"), new byte[32]);

        assertThatThrownBy(() -> PublishLog.resume(rows, files, key))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("tile/1/000.p/1");
    }

    /** Every checkpoint of the published lists. */
    private List<ListedNote> listed() throws IOException {
        List<ListedNote> notes = new ArrayList<>();
        for (int list = 0; list * 4096 < rows.signed.getLast().size(); list++) {
            for (String line : Files.readAllLines(directory.resolve("checkpoints/00" + list + ".jsonl"))) {
                JsonNode read = new ObjectMapper().readTree(line);
                notes.add(new ListedNote(
                        read.path("size").asLong(), read.path("note").asText()));
            }
        }
        return notes;
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
