package io.postern.emulator.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** One listening address; every connection has a virtual thread of its own. The JDK's server cannot send a wrong Date or a torn body. */
public final class Listener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final Answering answering;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Listener(ServerSocket server, Answering answering) {
        this.server = server;
        this.answering = answering;
        Thread.ofVirtual().name("listener-" + server.getLocalPort()).start(this::accept);
    }

    public static Listener http(InetSocketAddress address, Endpoint endpoint, Clock clock) throws IOException {
        return new Listener(bound(new ServerSocket(), address), new Answering("http", endpoint, clock));
    }

    public static Listener https(InetSocketAddress address, SSLContext tls, Endpoint endpoint, Clock clock)
            throws IOException {
        ServerSocket server = tls.getServerSocketFactory().createServerSocket();
        return new Listener(bound(server, address), new Answering("https", endpoint, clock));
    }

    private static ServerSocket bound(ServerSocket server, InetSocketAddress address) throws IOException {
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
            return server;
        } catch (BindException taken) {
            server.close();
            throw new IOException(
                    "port " + address.getPort() + " of " + address.getHostString() + " is taken or not allowed", taken);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                LOG.log(Level.DEBUG, "no connection accepted: {0}", closed.getMessage());
                // With no file handles left each try would fail at once.
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Connection(socket, answering).serve();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a client went away: {0}", gone.getMessage());
        } finally {
            open.remove(socket);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        quietly(server);
        open.forEach(Listener::quietly);
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception failed) {
            LOG.log(Level.DEBUG, "a socket did not close: {0}", failed.getMessage());
        }
    }
}
