package io.postern.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the operating system says of a process. */
final class LiveProcess {
    private static final boolean PROC = Files.isDirectory(Path.of("/proc/self"));

    private LiveProcess() {}

    /** A dead process that nobody has waited for keeps its id; it is not alive. */
    static boolean isAlive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        if (!PROC) {
            return true;
        }
        String stat = read("/proc/" + process.pid() + "/stat");
        int afterName = stat.lastIndexOf(") ");
        return afterName >= 0 && stat.charAt(afterName + 2) != 'Z';
    }

    /** Resident memory in bytes of a process with its children; what these share is counted once. */
    static long residentBytes(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        if (!PROC) {
            return family.stream().mapToLong(one -> psKilobytes(one.pid())).sum() * 1024;
        }
        return family.size() == 1
                ? kilobytes(process, "status", "VmRSS:") * 1024
                : family.stream()
                                .mapToLong(one -> kilobytes(one, "smaps_rollup", "Pss:"))
                                .sum()
                        * 1024;
    }

    private static long kilobytes(ProcessHandle process, String file, String key) {
        return read("/proc/" + process.pid() + "/" + file)
                .lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long psKilobytes(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String out = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return out.isEmpty() ? 0 : Long.parseLong(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException gone) {
            return "";
        }
    }
}
