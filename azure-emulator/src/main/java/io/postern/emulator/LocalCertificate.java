package io.postern.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A throw-away certificate for localhost, made by the JDK's keytool: one PKCS12 file that is key store and, in tests, trust. */
public record LocalCertificate(Path keyStore, String password) {
    /** Makes one in a directory. */
    public static LocalCertificate in(Path directory) throws IOException, InterruptedException {
        Path keyStore = directory.resolve("localhost.p12");
        String options = "-genkeypair -alias localhost -keyalg EC -groupname secp256r1 -validity 30 -dname CN=localhost"
                + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass changeit";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-keystore", keyStore.toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool could not make a certificate: " + said.strip());
        }
        return new LocalCertificate(keyStore, "changeit");
    }
}
