package io.postern.cli.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * Archives of loaded classes, which halve the start of a JVM. The JVM writes one itself when a process ends in good order,
 * and writes it anew when the JDK or the jars have changed; without one a process starts all the same.
 */
record ClassArchives(Path dir) {
    List<String> flags(ProcessName name) {
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + dir.resolve(name.text() + ".jsa"),
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:aot=off");
    }
}
