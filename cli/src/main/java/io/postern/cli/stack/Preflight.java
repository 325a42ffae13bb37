package io.postern.cli.stack;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold before anything starts, so that a refusal is one sentence and not a stack trace in some log. */
record Preflight(StackSettings settings, Build build) {
    private static final long NEEDED_MEGABYTES = 500;

    void check() {
        checkBuild();
        checkDisk(settings.home());
        checkVms();
        settings.ports().taken().ifPresent(sentence -> {
            throw new CommandFailure(sentence);
        });
    }

    /** The VMs' addresses belong to one emulator: a second one would answer for nobody. */
    private static void checkVms() {
        if (new PortReady(DemoWorld.VM_ADDRESS, DemoWorld.VM_PORT).getAsBoolean()) {
            throw new CommandFailure("Another Azure emulator stands for the VMs on this machine ("
                    + DemoWorld.VM_ADDRESS + ":" + DemoWorld.VM_PORT + "): stop that stack first.");
        }
    }

    private void checkBuild() {
        build.emulator();
        ProcessName.services().forEach(build::service);
        build.brokerJars();
        build.postgresArchive();
    }

    static void checkDisk(Path home) {
        try {
            Files.createDirectories(home);
            long free = Files.getFileStore(home).getUsableSpace() / (1024 * 1024);
            if (free < NEEDED_MEGABYTES) {
                throw new CommandFailure("The disk of " + home + " has " + free + " MB left; the local stack needs "
                        + NEEDED_MEGABYTES + ": free some, or set POSTERN_HOME to a folder elsewhere.");
            }
        } catch (IOException e) {
            throw new CommandFailure("The folder " + home + " cannot be used: " + e.getMessage(), e);
        }
    }
}
