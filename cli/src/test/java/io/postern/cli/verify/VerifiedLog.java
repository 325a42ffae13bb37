package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A published log of a test, which may be tampered with and is then verified. */
abstract class VerifiedLog {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path dir;

    LogFixture log = null;

    @BeforeEach
    void aLog() throws Exception {
        log = new LogFixture(dir.resolve("log"));
    }

    Report verify() {
        return new TrailVerifier().verify(Evidence.of(log.file(""), log.keyFile()), NOW);
    }

    void assertBroken(String where, String what) {
        assertBroken(verify(), where, what);
    }

    static void assertBroken(Report report, String where, String what) {
        assertThat(report.broken()).hasValueSatisfying(place -> {
            assertThat(place.where()).startsWith(where);
            assertThat(place.what()).contains(what);
        });
    }

    void replace(String name, String from, String to) throws Exception {
        byte[] bytes = Files.readAllBytes(log.file(name));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        Files.write(log.file(name), text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
