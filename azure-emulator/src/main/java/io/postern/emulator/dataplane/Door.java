package io.postern.emulator.dataplane;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.Consumer;

/** One loopback port that takes connections until it is closed. */
final class Door implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Door.class.getName());

    private final ServerSocket listener;
    private final Thread doorkeeper;

    private Door(ServerSocket listener, Thread doorkeeper) {
        this.listener = listener;
        this.doorkeeper = doorkeeper;
    }

    /** Empty, and a warning, where the port is not free. */
    static Optional<Door> open(String what, InetAddress address, int port, Consumer<Socket> serve) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port));
            Thread doorkeeper = Thread.ofVirtual().name(what).start(() -> accept(listener, what, serve));
            return Optional.of(new Door(listener, doorkeeper));
        } catch (IOException taken) {
            LOG.log(
                    Level.WARNING,
                    what + " cannot be probed: " + address.getHostAddress() + ":" + port
                            + " is not free on this machine (" + taken.getMessage() + ").");
            return Optional.empty();
        }
    }

    private static void accept(ServerSocket listener, String what, Consumer<Socket> serve) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve.accept(client));
            } catch (SocketException closed) {
                LOG.log(Level.DEBUG, "the listener of {0} is closed: {1}", what, closed.getMessage());
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "a connection to " + what + " failed before it began", failed);
            }
        }
    }

    /** Nobody is let in once it returns. */
    @Override
    public void close() {
        try {
            listener.close();
            // A virtual thread that waits in accept gives the port back only once it has woken; until then the kernel
            // takes callers.
            doorkeeper.join();
        } catch (IOException failed) {
            LOG.log(Level.DEBUG, "a listener did not close: {0}", failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
