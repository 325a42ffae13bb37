package io.postern.emulator.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** One listening address; every request has a virtual thread of its own. */
public final class Listener implements AutoCloseable {
    static {
        // Without it a kept connection waits 40 ms for an acknowledgement before each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Listener(HttpServer server, String scheme, Endpoint endpoint, Clock clock) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", new ExchangeAdapter(scheme, endpoint, clock));
        server.start();
    }

    public static Listener http(InetSocketAddress address, Endpoint endpoint, Clock clock) throws IOException {
        HttpServer server = HttpServer.create();
        bind(server, address);
        return new Listener(server, "http", endpoint, clock);
    }

    public static Listener https(InetSocketAddress address, SSLContext tls, Endpoint endpoint, Clock clock)
            throws IOException {
        HttpsServer server = HttpsServer.create();
        bind(server, address);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Listener(server, "https", endpoint, clock);
    }

    private static void bind(HttpServer server, InetSocketAddress address) throws IOException {
        try {
            server.bind(address, 0);
        } catch (BindException taken) {
            throw new IOException(
                    "port " + address.getPort() + " of " + address.getHostString() + " is taken or not allowed", taken);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
