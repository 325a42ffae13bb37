package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
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
    private static final long NEEDED_BYTES = 3L * 1024 * 1024 * 1024;
    private static final String RECORDING = "-XX:+AutoCreateSharedArchive";

    /** Archives are a convenience of some 700 MB: a disk that is nearly full does without. */
    static boolean fitsOn(Path disk) {
        try {
            return Files.getFileStore(disk).getUsableSpace() > NEEDED_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Clears the way for a recording: the JVM writes no archive over one that is there, even if it no longer fits. */
    void prepare(ProcessName name) {
        try {
            Files.createDirectories(dir);
            if (records) {
                Files.deleteIfExists(archive(name));
            }
        } catch (IOException e) {
            throw new CommandFailure("The folder " + dir + " cannot be used: " + e.getMessage(), e);
        }
    }

    List<String> flags(ProcessName name) {
        List<String> flags = new ArrayList<>(records ? using(archive(name)) : readOnly(name));
        if (records) {
            flags.add(RECORDING);
        }
        return flags;
    }

    /** The flags of a process that uses an archive and never writes it. */
    List<String> readOnly(ProcessName name) {
        return Files.exists(archive(name)) ? using(archive(name)) : List.of();
    }

    private Path archive(ProcessName name) {
        return dir.resolve(name.text() + ".jsa");
    }

    private static List<String> using(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds*=off", "-Xlog:aot*=off");
    }

    /** Whether a process will write an archive when it ends. */
    static boolean isRecording(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(RECORDING))
                .isPresent();
    }
}
