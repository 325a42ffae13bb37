package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** The world on disk, written behind: a burst of changes is one write; loaded at start. */
public final class StateFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StateFile.class.getName());

    private final Path file;
    private final World world;
    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    private StateFile(Path file, World world) {
        this.file = file;
        this.world = world;
    }

    /** Loads the file when there is one, and keeps it up to date from now on. */
    public static StateFile keep(Path file, World world) throws IOException {
        if (Files.exists(file)) {
            JsonNode kept = Json.read(Files.readAllBytes(file));
            world.load(kept.path("resources"));
            world.locks().load(kept.path("locks"));
        }
        StateFile state = new StateFile(file, world);
        world.watch((id, now) -> state.changes.release());
        Thread.ofVirtual().name("state-file").start(state::run);
        return state;
    }

    private void run() {
        try {
            while (!stopping) {
                changes.acquireUninterruptibly();
                changes.drainPermits();
                write();
            }
        } finally {
            stopped.countDown();
        }
    }

    private void write() {
        try {
            replaceFile();
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "the state file could not be written; the next change tries again", failed);
        }
    }

    private void replaceFile() throws IOException {
        byte[] bytes = world.locked(() -> {
            var root = Json.object();
            root.set("resources", world.snapshot());
            root.set("locks", world.locks().snapshot());
            return Json.bytes(root);
        });
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes what is left. */
    @Override
    public void close() {
        stopping = true;
        changes.release();
        try {
            stopped.await();
            write();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
