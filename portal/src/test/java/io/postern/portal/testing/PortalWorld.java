package io.postern.portal.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** Starts the issuer and the services that the portal meets in tests; one for all tests of a run. */
public final class PortalWorld implements QuarkusTestResourceLifecycleManager {
    private static StubIssuer issuer;
    private static StubServices services;

    private HttpServer server;
    private Path key;

    /** Where people sign in. */
    public static StubIssuer issuer() {
        return issuer;
    }

    /** What is behind the portal. */
    public static StubServices services() {
        return services;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            issuer = new StubIssuer(URI.create(address + "/issuer"));
            services = new StubServices();
            server.createContext("/issuer/", issuer::handle);
            server.createContext("/", services::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.oidc.auth-server-url", address + "/issuer");
            settings.put("quarkus.oidc.credentials.secret", StubIssuer.SECRET);
            for (String service : new String[] {"request", "approval", "enforcer", "audit"}) {
                settings.put("postern.portal." + service + "-url", address);
            }
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
            key = Files.createTempFile("portal-session", ".key");
            Files.writeString(key, "a key that only this test run knows, made of words");
            settings.put("postern.portal.session.key-file", key.toString());
            return settings;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            key.toFile().delete();
        }
    }
}
