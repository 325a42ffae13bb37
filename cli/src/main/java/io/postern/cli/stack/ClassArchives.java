package io.postern.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Archives of loaded classes, which take a third off the start of a JVM. A stack that {@code records} writes them while it
 * stops, which takes a while: so only the first one after a build does. The JVM itself ignores an archive that no longer
 * fits the JDK or the jars.
 */
record ClassArchives(Path dir, boolean records) {
    private static final String RECORDING = "-XX:+AutoCreateSharedArchive";

    List<String> flags(ProcessName name) {
        Path archive = dir.resolve(name.text() + ".jsa");
        if (!records && !Files.exists(archive)) {
            return List.of();
        }
        List<String> flags = new ArrayList<>(
                List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:aot=off"));
        if (records) {
            flags.add(RECORDING);
        }
        return flags;
    }

    /** Whether a process will write an archive when it ends. */
    static boolean isRecording(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(RECORDING))
                .isPresent();
    }
}
