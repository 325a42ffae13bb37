package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path dir;

    @Test
    void aRunningProcessIsFoundAgain() {
        PidFile file = new PidFile(dir.resolve("run/me.pid"));
        file.write(ProcessHandle.current());

        assertThat(file.find()).contains(ProcessHandle.current());
    }

    @Test
    void aStrangerWithTheSameIdIsNotTakenForIt() throws Exception {
        PidFile file = new PidFile(dir.resolve("me.pid"));
        Files.writeString(file.path(), ProcessHandle.current().pid() + "\n2001-01-01T00:00:00Z\n");

        assertThat(file.find()).isEmpty();
    }

    @Test
    void aProcessThatEndedIsNotFound() throws Exception {
        Process process = new ProcessBuilder("true").start();
        PidFile file = new PidFile(dir.resolve("gone.pid"));
        file.write(process.toHandle());
        process.waitFor();

        assertThat(file.find()).isEmpty();
    }

    @Test
    void withoutAFileThereIsNoProcess() {
        assertThat(new PidFile(dir.resolve("none.pid")).find()).isEmpty();
    }
}
