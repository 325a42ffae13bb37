package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    @TempDir
    Path dir;

    @Test
    void withoutAnArchiveAProcessStartsPlainly() {
        assertThat(new ClassArchives(dir, false).flags(ProcessName.EXPIRY)).isEmpty();
    }

    @Test
    void anArchiveThatIsThereIsUsedAndNotWritten() throws Exception {
        Files.createFile(dir.resolve("expiry-service.jsa"));

        assertThat(new ClassArchives(dir, false).flags(ProcessName.EXPIRY))
                .contains("-XX:SharedArchiveFile=" + dir.resolve("expiry-service.jsa"))
                .doesNotContain("-XX:+AutoCreateSharedArchive");
    }

    @Test
    void aRecordingReplacesTheArchive() throws Exception {
        Path archive = Files.createFile(dir.resolve("expiry-service.jsa"));
        ClassArchives archives = new ClassArchives(dir, true);

        archives.prepare(ProcessName.EXPIRY);

        assertThat(archive).doesNotExist();
        assertThat(archives.flags(ProcessName.EXPIRY)).contains("-XX:+AutoCreateSharedArchive");
        assertThat(archives.readOnly(ProcessName.EXPIRY)).isEmpty();
    }
}
