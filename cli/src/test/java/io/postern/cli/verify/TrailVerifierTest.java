package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.cli.keys.NoteKey;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the log is the one that was signed, and whole. */
class TrailVerifierTest extends VerifiedLog {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 255, 256, 257, 700})
    void anUntouchedLogOfAnySizeHolds(int size) throws Exception {
        log.publish(Events.plain(size));

        Report report = verify();

        assertThat(report.broken()).isEmpty();
        assertThat(report.entries()).isEqualTo(size);
    }

    @Test
    void aChangedEntryIsFoundAtItsPlace() throws Exception {
        log.publish(Events.plain(5));
        replace("tile/entries/000.p/5", "event-3", "event-X");

        assertBroken("entry 3", "not what was recorded");
    }

    @Test
    void aChangedEntryIsFoundThoughItsHashWasChangedToo() throws Exception {
        List<String> events = new ArrayList<>(Events.plain(5));
        log.publish(events);
        events.set(3, Events.plain("event-X"));
        log.tiles(events);

        assertBroken("checkpoint", "do not add up");
    }

    @Test
    void aTileThatIsNotWhatTheEntriesGiveIsFoundItself() throws Exception {
        log.publish(Events.plain(600));
        for (String tile : List.of("tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2")) {
            byte[] bytes = Files.readAllBytes(log.file(tile));
            byte[] changed = bytes.clone();
            changed[32] ^= 1;
            Files.write(log.file(tile), changed);
            assertBroken(tile.replaceAll("\\.p/.*", ""), "its hash 1 is not that of");
            Files.write(log.file(tile), java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertBroken(tile, "hashes take");
            Files.delete(log.file(tile));
            assertBroken(tile.replaceAll("\\.p/.*", ""), "missing, or too short");
            Files.write(log.file(tile), bytes);
        }
        assertThat(verify().broken()).isEmpty();
    }

    @Test
    void anEntryThatWasChangedWithItsTileIsFoundByTheTileAbove() throws Exception {
        List<String> events = new ArrayList<>(Events.plain(600));
        log.publish(events);
        byte[] above = Files.readAllBytes(log.file("tile/1/000.p/2"));
        events.set(300, Events.plain("event-X"));
        log.tiles(events);
        Files.write(log.file("tile/1/000.p/2"), above);

        assertBroken("entry 256", "one of the entries 256 to 511");
    }

    @Test
    void anEntryLeftOutIsFound() throws Exception {
        List<String> events = Events.plain(4);
        log.publish(events.subList(0, 3));
        log.checkpoint(events);

        assertBroken("tile/entries/000", "missing, or too short");
    }

    @Test
    void aBundleCutShortIsFound() throws Exception {
        log.publish(Events.plain(300));
        Path bundle = log.file("tile/entries/000");
        byte[] bytes = Files.readAllBytes(bundle);
        Files.write(bundle, java.util.Arrays.copyOf(bytes, bytes.length - 10));

        assertBroken("tile/entries/000", "entry 255 is cut off");
    }

    @Test
    void aBundleThatIsMissingIsFound() throws Exception {
        log.publish(Events.plain(600));
        Files.delete(log.file("tile/entries/001"));

        assertBroken("tile/entries/001", "missing");
    }

    @Test
    void aBundleThatGoesOnIsFound() throws Exception {
        log.publish(Events.plain(3));
        Files.write(log.file("tile/entries/000.p/3"), new byte[] {0, 1, '{'}, StandardOpenOption.APPEND);

        assertBroken("tile/entries/000.p/3", "goes on after the 3 entries");
    }

    @Test
    void aFileThatIsFarTooLongIsNotReadAtAll() throws Exception {
        log.publish(Events.plain(300));
        try (RandomAccessFile file =
                new RandomAccessFile(log.file("tile/entries/000").toFile(), "rw")) {
            file.setLength(3_000_000_000L);
        }

        assertBroken("tile/entries/000", "larger than");
    }

    @Test
    void twoEntriesThatChangedPlacesAreFound() throws Exception {
        List<String> events = new ArrayList<>(Events.plain(300));
        log.publish(events);
        byte[] tile = Files.readAllBytes(log.file("tile/0/001.p/44"));
        Collections.swap(events, 270, 280);
        log.tiles(events);
        Files.write(log.file("tile/0/001.p/44"), tile);

        assertBroken("entry 270", "not what was recorded");
    }

    @Test
    void aCheckpointOfABiggerTreeIsFound() throws Exception {
        log.publish(Events.plain(256));
        log.checkpoint(Events.plain(257));

        assertBroken("tile/entries/001", "missing, or too short: 1 entries are promised");
    }

    @Test
    void entriesThatNoCheckpointPromisesAreRemarkedAndNoFaultOfTheTrail() throws Exception {
        for (int size : new int[] {3, 255, 256}) {
            log.publish(Events.plain(size + 1));
            log.publish(Events.plain(size));

            assertThat(verify().holds()).isTrue();
            assertThat(verify().remarks()).singleElement().asString().contains("beyond the " + size);
        }
    }

    @Test
    void theFullBundleServesWhereTheShorterOneIsGone() throws Exception {
        log.publish(Events.plain(300));
        log.checkpoint(Events.plain(200));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().entries()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", "a\n1\n\n", "a\n1\nx\n\n\u2014 postern.example/test ????\n"})
    void aCheckpointThatIsNoNoteIsFound(String note) throws Exception {
        log.publish(Events.plain(1));
        Files.writeString(log.file("checkpoint"), note);

        assertBroken("checkpoint", "");
    }

    @Test
    void aCheckpointThatIsNoTextOrIsMissingIsFound() throws Exception {
        log.publish(Events.plain(1));
        Files.write(log.file("checkpoint"), new byte[] {(byte) 0xc3, 0x28});
        assertBroken("checkpoint", "not text");

        Files.delete(log.file("checkpoint"));
        assertBroken("checkpoint", "missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "a+b", "a+00000000+AQ==", "PRIVATE+KEY+a+00000000+AQ=="})
    void aKeyThatIsNoneIsSaidToBeTheFault(String key) throws Exception {
        log.publish(Events.plain(1));
        Files.writeString(log.keyFile(), key);

        assertThatThrownBy(this::verify).isInstanceOf(Unreadable.class).hasMessageContaining("the key is not a");
    }

    @Test
    void theKeyOfAnotherLogIsSaid() throws Exception {
        log.publish(Events.plain(1));
        Files.writeString(log.keyFile(), NoteKey.generate("another.example/log").publicText());

        assertBroken("checkpoint", "no valid signature of another.example/log");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotBelieved() throws Exception {
        log.forged().publish(Events.plain(2));

        assertBroken("checkpoint", "no valid signature");
    }

    @Test
    void aCheckpointWithAChangedSizeIsNotBelieved() throws Exception {
        log.publish(Events.plain(3));
        replace("checkpoint", "\n3\n", "\n2\n");

        assertBroken("checkpoint", "no valid signature");
    }

    @Test
    void bundlesBeyondAThousandAreFoundUnderTheirPath() {
        assertThat(IntStream.of(0, 7, 999, 1_000, 1_234_067).mapToObj(Tiles::path))
                .containsExactly("000", "007", "999", "x001/000", "x001/x234/067");
    }
}
