package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Starts, finds and ends the processes of one stack. They outlive the command that started them. */
final class Processes {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration GRACE_TO_RECORD = Duration.ofSeconds(90);
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR", "USER");

    private final Layout layout;
    private final Optional<String> setsid = Executables.find("setsid");

    private boolean closed;

    Processes(Layout layout) {
        this.layout = layout;
    }

    /** Starts a process and waits until it is ready. */
    void start(ProcessSpec spec) {
        await(spec, launch(spec));
    }

    /** From now on nothing starts: the stack is being stopped, perhaps while it was starting. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void open() {
        closed = false;
    }

    private synchronized ProcessHandle launch(ProcessSpec spec) {
        if (closed) {
            throw new CommandFailure("Stopped while starting " + spec.name().text() + ".");
        }
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C and a closing terminal reach this command only, which then stops things in
        // order.
        setsid.ifPresent(command::add);
        command.addAll(spec.command());
        Path log = layout.log(spec.name());
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(layout.home().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(INHERITED);
            environment.putAll(spec.environment());
            ProcessHandle process = builder.start().toHandle();
            pidFile(spec.name()).write(process);
            return process;
        } catch (IOException e) {
            throw new CommandFailure(spec.name().text() + " could not be started: " + e.getMessage(), e);
        }
    }

    private void await(ProcessSpec spec, ProcessHandle process) {
        long end = System.nanoTime() + spec.patience().toNanos();
        while (!spec.ready().getAsBoolean()) {
            if (isClosed()) {
                throw new CommandFailure("Stopped while starting " + spec.name().text() + ".");
            }
            if (!LiveProcess.isAlive(process)) {
                pidFile(spec.name()).delete();
                throw new StartFailure(
                        spec.name().text() + " stopped while it was starting; its log is " + layout.log(spec.name())
                                + ".",
                        LogTail.of(layout.log(spec.name())));
            }
            if (System.nanoTime() > end) {
                throw new StartFailure(
                        spec.name().text() + " was not ready after "
                                + spec.patience().toSeconds() + " s; its log is " + layout.log(spec.name()) + ".",
                        LogTail.of(layout.log(spec.name())));
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(
                        "Interrupted while starting " + spec.name().text() + ".");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    Optional<ProcessHandle> find(ProcessName name) {
        return pidFile(name).find();
    }

    /** Asks a process to end, and ends it by force when it has not after ten seconds (more when it still writes). */
    void stop(ProcessName name) {
        find(name).ifPresent(process -> {
            List<ProcessHandle> family = family(process);
            Duration grace = ClassArchives.isRecording(process) ? GRACE_TO_RECORD : GRACE;
            askToEnd(name, process);
            if (!goneWithin(family, grace)) {
                killAll(family);
            }
        });
        pidFile(name).delete();
    }

    /** Ends a process with its children at once, as a power cut would. */
    void kill(ProcessName name) {
        find(name).ifPresent(process -> killAll(family(process)));
        pidFile(name).delete();
    }

    private static void killAll(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        if (!goneWithin(family, GRACE)) {
            throw new CommandFailure("Process " + family.getFirst().pid() + " does not die, not even by SIGKILL.");
        }
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        List<ProcessHandle> family = new ArrayList<>(List.of(process));
        family.addAll(process.descendants().toList());
        return family;
    }

    private static void askToEnd(ProcessName name, ProcessHandle process) {
        if (name != ProcessName.POSTGRES) {
            process.destroy();
            return;
        }
        // On SIGTERM PostgreSQL waits for its clients to leave; on SIGINT it shuts down cleanly now.
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        } catch (IOException e) {
            process.destroy();
        }
    }

    private static boolean goneWithin(List<ProcessHandle> family, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (family.stream().anyMatch(LiveProcess::isAlive)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    private PidFile pidFile(ProcessName name) {
        return new PidFile(layout.pid(name));
    }
}
