package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what others hold of the log, signed checkpoints and a SIEM's records, is the same history. */
class HeldEvidenceTest extends VerifiedLog {
    private final List<String> entries = Events.plain(300);

    @BeforeEach
    void published() throws Exception {
        log.publish(entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 299, 300})
    void aCheckpointOfAnySizeThatTheLogOnceHadHolds(int size) throws Exception {
        Report report = with(log.note(entries.subList(0, size)), log.note(entries.subList(0, 100)));

        assertThat(report.broken()).isEmpty();
        assertThat(report.checkpoints()).isEqualTo(size == 256 ? 2 : 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256, 299, 300})
    void anotherRootForASizeIsASplitViewAndBothNotesAreShown(int size) throws Exception {
        List<String> other = new ArrayList<>(entries.subList(0, size));
        other.set(size / 2, Events.plain("elsewhere"));
        String theirs = log.note(other);

        Report report = with(log.note(entries.subList(0, 7)), theirs);

        assertBroken(report, "held-1", "split view");
        assertThat(report.broken().orElseThrow().notes()).containsExactly(theirs, log.note(entries));
    }

    @Test
    void twoCheckpointsThatContradictEachOtherAreASplitViewWhateverTheEntriesAre() throws Exception {
        List<String> other = new ArrayList<>(entries.subList(0, 9));
        other.set(8, Events.plain("elsewhere"));

        assertBroken(with(log.note(entries.subList(0, 9)), log.note(other)), "held-1", "split view");
    }

    @Test
    void aLogThatWasCutBackIsFound() throws Exception {
        String more = log.note(entries);
        log.publish(entries.subList(0, 280));

        Report report = with(more);

        assertBroken(
                report, "checkpoint", "cut back: it covers 280 entries, but held-0 holds a signed checkpoint over 300");
        assertThat(report.broken().orElseThrow().notes()).hasSize(2);
    }

    @Test
    void aCheckpointOfAnotherKeyProvesNothing() throws Exception {
        assertBroken(with(log.forged().note(entries)), "held-0", "no valid signature");
    }

    @Test
    void aFileHoldsNotesBehindEachOtherOrALineOfJsonForEach() throws Exception {
        String three = log.note(entries.subList(0, 3));
        String five = log.note(entries.subList(0, 5));
        String other = log.note(Events.plain(6).subList(1, 6));

        assertThat(with(three + five + "\n" + log.note(entries.subList(0, 9))).checkpoints())
                .isEqualTo(4);
        assertThat(with("{\"checkpoint\":" + quoted(three) + "}\n" + quoted(five) + "\n")
                        .checkpoints())
                .isEqualTo(3);
        assertBroken(with(three + "\n" + other), "held-0", "split view");
        assertBroken(with(quoted(three) + "\n{\"note\":" + quoted(other) + "}\n"), "held-0 line 2", "split view");
        assertBroken(with("{}"), "held-0 line 1", "holds no note");
        assertBroken(with(""), "held-0", "holds no note");
    }

    @Test
    void theListsThatALogKeepsOfItsCheckpointsAreChecked() throws Exception {
        Path list = log.file("checkpoints/000.jsonl");
        List<String> lines = Files.readAllLines(list);
        String early = LogFixture.line(5, log.note(entries.subList(0, 5))).strip();

        Files.write(list, List.of(early, lines.get(0), lines.get(1)));
        assertThat(verify().broken()).isEmpty();
        assertThat(verify().checkpoints()).isEqualTo(2);

        Files.write(list, List.of(lines.get(0), early, lines.get(1)));
        assertBroken("checkpoints/000.jsonl line 2", "its size 5 does not belong here");
        Files.write(list, List.of(lines.get(0)));
        assertBroken("checkpoints/000.jsonl", "ends before the newest checkpoint");
        Files.write(list, List.of(early.replace("\"size\":5", "\"size\":6"), lines.get(1)));
        assertBroken("checkpoints/000.jsonl line 1", "its size 6 does not belong here");
        Files.writeString(list, lines.get(0) + "\n" + lines.get(1) + "\n{\"size\":3");
        assertThat(verify().broken()).isEmpty();
        String later = LogFixture.line(301, log.note(Events.plain(301)));
        Files.writeString(list, lines.get(0) + "\n" + lines.get(1) + "\n" + later);
        assertBroken("checkpoint", "cut back");
        Files.write(list, List.of(lines.get(1)));
        assertThat(verify().remarks()).singleElement().asString().contains("between 0 and 300 entries");
        Files.delete(list);
        assertThat(verify().remarks()).singleElement().asString().contains("without the lists");
    }

    @Test
    void whatASiemHoldsIsHeldAgainstTheLog() throws Exception {
        List<String> records = Siem.records(entries, log.note(entries));
        assertThat(siem(records).broken()).isEmpty();
        assertThat(siem(records).remarks()).isEmpty();
        assertThat(siem(records).checkpoints()).isEqualTo(2);

        List<String> again = new ArrayList<>(records);
        again.addAll(9, records.subList(4, 9));
        assertThat(siem(again).broken()).isEmpty();
        assertThat(siem(records.subList(200, 300)).remarks())
                .singleElement()
                .asString()
                .contains("begins with leaf 200");
        List<String> early = Siem.records(entries, log.note(entries.subList(0, 290)));
        assertThat(siem(early.subList(200, 290)).remarks())
                .hasSize(2)
                .anyMatch(remark -> remark.contains("begins with leaf 200"))
                .anyMatch(remark -> remark.contains("ends with leaf 289 of 300"));
    }

    @Test
    void whatASiemLostOrGotTwiceOrOtherwiseIsFoundAtItsLine() throws Exception {
        List<String> records = Siem.records(entries, log.note(entries));

        assertBroken(siem(without(records, 7)), "siem.jsonl line 8", "leaf 7 is missing: here follows leaf 8");
        assertBroken(siem(records.subList(0, 290)), "siem.jsonl", "leaf 290 is missing, though the checkpoint in");
        assertBroken(
                siem(with(records, 5, Siem.record(5, Events.plain("elsewhere"), log.note(entries)))),
                "siem.jsonl line 6",
                "the hash of leaf 5 is another");
        assertBroken(
                siem(with(records, 5, records.get(5).replace("event-5", "event-4"))),
                "siem.jsonl line 6",
                "another event in the log");
        List<String> again = new ArrayList<>(records);
        again.add(20, Siem.record(5, Events.plain("elsewhere"), log.note(entries)));
        assertBroken(siem(again), "siem.jsonl line 21", "leaf 5 is there already, with other content, in line 6");
        assertBroken(siem(with(records, 5, "{\"a\":")), "siem.jsonl line 6", "not well-formed");
        assertBroken(siem(with(records, 5, "{}")), "siem.jsonl line 6", "not a record");
        String early = log.note(entries.subList(0, 5));
        assertBroken(
                siem(with(records, 5, Siem.record(5, entries.get(5), early))),
                "siem.jsonl line 6",
                "does not cover it");
    }

    @Test
    void aCheckpointWhoseSizeWasRaisedIsForgedAndNotAPromiseOfMore() throws Exception {
        List<String> records = Siem.records(entries, log.note(entries));
        String raised = records.get(5).replace("\\n300\\n", "\\n301\\n");
        assertThat(raised).isNotEqualTo(records.get(5));

        assertBroken(siem(with(records, 5, raised)), "siem.jsonl line 6", "no valid signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postern.example/test", "postern.example/test\\\\nmany\\\\n"})
    void aRecordWhoseCheckpointIsNoNoteIsFoundAtItsLine(String checkpoint) throws Exception {
        List<String> records = Siem.records(entries, log.note(entries));
        String without =
                records.get(5).replaceFirst("\"checkpoint\":\"[^\"]*\"", "\"checkpoint\":\"" + checkpoint + "\"");

        assertBroken(siem(with(records, 5, without)), "siem.jsonl line 6", "its checkpoint is no note with a size");
    }

    @Test
    void aHashInAnotherSpellingIsNotTheSame() throws Exception {
        List<String> records = Siem.records(entries, log.note(entries));
        Matcher hash = Pattern.compile("\"leafHash\":\"[^\"]{42}(.)=\"").matcher(records.get(5));
        assertThat(hash.find()).isTrue();
        // The last character has two bits too many: the next one in the alphabet differs in these alone.
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        char next = alphabet.charAt(alphabet.indexOf(hash.group(1)) + 1);
        String spelled = records.get(5).substring(0, hash.start(1))
                + next
                + records.get(5).substring(hash.end(1));

        assertBroken(siem(with(records, 5, spelled)), "siem.jsonl line 6", "another spelling");
    }

    @Test
    void aRecordThatNoLongerNamesItsRequestIsFoundUnlessItsEventWasUnreadableThen() throws Exception {
        String request = "\"requestId\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"";
        List<String> asked = new ArrayList<>(entries);
        asked.set(5, entries.get(5).replace("\"data\":{}", "\"data\":{" + request + "}"));
        assertThat(asked.get(5)).contains(request);
        log.publish(asked);
        List<String> records = Siem.records(asked, log.note(asked));
        assertThat(siem(records).broken()).isEmpty();

        String without = records.get(5).replaceFirst(",\"correlation_uid\":\"[^\"]*\"", "");
        assertThat(without).isNotEqualTo(records.get(5));
        assertBroken(siem(with(records, 5, without)), "siem.jsonl line 6", "about another request in the log");
        String unread = without.replaceFirst("\\{", "{\"class_uid\":0,");
        assertThat(siem(with(records, 5, unread)).broken()).isEmpty();
    }

    @Test
    void aSplitViewIsSeenInWhatASiemHolds() throws Exception {
        List<String> other = new ArrayList<>(entries);
        other.set(299, Events.plain("elsewhere"));
        List<String> records = Siem.records(other, log.note(other));

        assertBroken(siem(records), "siem.jsonl line 1", "split view");
    }

    private static List<String> with(List<String> lines, int at, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, line);
        return changed;
    }

    private static List<String> without(List<String> lines, int at) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }

    private Report siem(List<String> records) throws Exception {
        Path file = Files.write(dir.resolve("siem.jsonl"), records);
        return verify(List.of(), Optional.of(file));
    }

    private Report with(String... notes) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String note : notes) {
            files.add(Files.writeString(dir.resolve("held-" + files.size()), note));
        }
        return verify(files, Optional.empty());
    }

    private Report verify(List<Path> checkpoints, Optional<Path> siem) {
        Evidence evidence =
                new Evidence(new LogDirectory(log.file("")), log.keyFile(), checkpoints, siem, Optional.empty());
        return new TrailVerifier().verify(evidence, NOW);
    }
}
