package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of any length, and as many as somebody likes, are read to their end or not at all. */
class LongLinesTest extends VerifiedLog {
    private final List<String> entries = Events.plain(9);

    @BeforeEach
    void published() throws Exception {
        log.publish(entries);
    }

    @ParameterizedTest
    @CsvSource({"60000,its size 9 does not belong here", "200000,longer than a checkpoint can be"})
    void aLineOfTheListThatIsFarTooLongIsFoundAtItsPlace(int length, String because) throws Exception {
        Files.writeString(log.file("checkpoints/000.jsonl"), LogFixture.line(9, "x".repeat(length)));

        assertBroken("checkpoints/000.jsonl line 1", because);
    }

    @Test
    void aListWithoutTheEndOfALineIsFoundAtItsPlace() throws Exception {
        Files.writeString(log.file("checkpoints/000.jsonl"), "x".repeat(200_000));

        assertBroken("checkpoints/000.jsonl line 1", "longer than a checkpoint can be");
    }

    @Test
    void aNoteWithManySignaturesHoldsByTheOneOfItsLog() throws Exception {
        Path note = dir.resolve("held");
        Files.writeString(note, log.note(entries.subList(0, 5)) + "\u2014 else.example/w AAAA\n".repeat(20_000));

        Evidence evidence = new Evidence(
                new LogDirectory(log.file("")), log.keyFile(), List.of(note), Optional.empty(), Optional.empty());
        Report report = new TrailVerifier().verify(evidence, NOW);

        assertThat(report.broken()).isEmpty();
        assertThat(report.checkpoints()).isEqualTo(1);
    }
}
