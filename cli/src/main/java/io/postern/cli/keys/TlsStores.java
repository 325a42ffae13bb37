package io.postern.cli.keys;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate for this machine's loopback names, and a trust store that holds nothing else. */
public final class TlsStores {
    /** The trust store holds a public certificate: its password keeps nothing secret. */
    public static final String TRUST_PASSWORD = "changeit";

    private static final String ALIAS = "localhost";

    private TlsStores() {}

    /** Writes both stores (PKCS #12) and the certificate (PEM); the JDK's keytool makes the certificate. */
    public static void generate(Path keytool, Path keyStore, String password, Path certificate, Path trustStore) {
        try {
            makeCertificate(keytool, keyStore, password);
            writeTrust(keyStore, password, certificate, trustStore);
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure("The certificate of the local stack could not be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while making the certificate of the local stack.", e);
        }
    }

    private static void makeCertificate(Path keytool, Path keyStore, String password)
            throws IOException, InterruptedException {
        String options = "-genkeypair -alias " + ALIAS + " -keyalg RSA -keysize 2048 -validity 825 -storetype PKCS12"
                + " -ext san=dns:localhost,ip:127.0.0.1 -storepass:env POSTERN_STORE_PASSWORD";
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-dname", "CN=localhost, O=Postern local stack", "-keystore", keyStore.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("POSTERN_STORE_PASSWORD", password);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new CommandFailure("keytool could not make a certificate: " + said.strip());
        }
    }

    private static void writeTrust(Path keyStore, String password, Path certificate, Path trustStore)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        String body = lines.encodeToString(keys.getCertificate(ALIAS).getEncoded());
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trust.store(out, TRUST_PASSWORD.toCharArray());
        }
    }
}
