package io.postern.sweeper.adapter.azure;

import io.postern.emulator.AzureEmulator;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.entra.Audience;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Azure as the sweeper meets it: over HTTPS, with a secret of its own, in the demo world. */
public final class EmulatedAzure implements QuarkusTestResourceLifecycleManager {
    /** An identity that may write NSGs, too; one that may only delete rules is met in the system tests. */
    static final String WHO = "postern-enforcer";

    private static final String PASSWORD = "changeit";
    private AzureEmulator emulator;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("sweeper");
            Path keys = certificate(dir);
            trust(keys);
            Path secret = Files.writeString(dir.resolve("secret"), "s3cret\n");
            emulator = AzureEmulator.start(EmulatorSettings.forTests()
                    .withPageSize(2)
                    .withHttps(keys, PASSWORD)
                    .withPrincipals(Map.of(WHO, "s3cret")));
            String https = emulator.httpsUri().orElseThrow().toString();
            return Map.of(
                    "postern.instance",
                    "demo",
                    "postern.azure.arm-endpoint",
                    https,
                    "postern.azure.authority-host",
                    https,
                    "postern.azure.tenant",
                    emulator.tenant(),
                    "postern.azure.subscriptions",
                    "00000000-0000-0000-0000-000000000001",
                    "postern.azure.client-id",
                    WHO,
                    "postern.azure.client-secret-file",
                    secret.toString(),
                    "test.emulator",
                    emulator.httpUri().toString(),
                    "test.token",
                    emulator.token("admin", Audience.AZURE));
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator did not start", e);
        }
    }

    @Override
    public void stop() {
        emulator.close();
    }

    private static Path certificate(Path dir) throws IOException {
        Path file = dir.resolve("localhost.p12");
        String options = "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12"
                + " -storepass " + PASSWORD + " -keystore " + file;
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        keytool.command().addAll(java.util.List.of(options.split(" ", -1)));
        keytool.redirectErrorStream(true).start().getInputStream().readAllBytes();
        return file;
    }

    private static void trust(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            SSLContext.setDefault(tls);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of the emulator cannot be trusted", e);
        }
    }
}
