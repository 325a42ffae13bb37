package io.postern.audit.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLogFilesTest {
    private static final int WRITES = 100;

    @TempDir
    Path directory;

    @Test
    void ofTwoWritersOfOneFileNeitherSpoilsTheOthers() throws Exception {
        String shorter = "a".repeat(10);
        String longer = "b".repeat(20_000);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Future<Void> done : both.invokeAll(List.of(writes(shorter), writes(longer)))) {
                done.get();
            }
        }

        assertThat(directory.toFile().list()).containsExactly("checkpoint");
    }

    /** One that reads after each write what it or the other has written: all of it. */
    private Callable<Void> writes(String note) {
        DirectoryLogFiles files = new DirectoryLogFiles(directory);
        return () -> {
            for (int i = 0; i < WRITES; i++) {
                files.writeCheckpoint(note);
                assertThat(files.checkpoint().orElseThrow()).matches("a{10}|b{20000}");
            }
            return null;
        };
    }
}
