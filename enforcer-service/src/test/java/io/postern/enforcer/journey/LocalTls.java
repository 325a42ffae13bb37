package io.postern.enforcer.journey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A throw-away certificate for localhost, made by the JDK's own tool and trusted by this process. */
final class LocalTls {
    static final String PASSWORD = "changeit";

    private LocalTls() {}

    static Path certificate(Path dir) throws IOException {
        Path file = dir.resolve("localhost.p12");
        String options = "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12"
                + " -storepass " + PASSWORD + " -keystore " + file;
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        keytool.command().addAll(List.of(options.split(" ", -1)));
        keytool.redirectErrorStream(true).start().getInputStream().readAllBytes();
        return file;
    }

    static void trust(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            SSLContext.setDefault(tls);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be trusted", e);
        }
    }
}
