package io.postern.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How an emulator runs. Port 0 takes a free one; without a key store there is no HTTPS. */
public record EmulatorSettings(
        String host,
        int port,
        int httpsPort,
        Optional<Path> keystore,
        String keystorePassword,
        Optional<String> issuer,
        Optional<Path> seed,
        Optional<Path> keys,
        Map<String, String> principalSecrets,
        boolean dataPlane,
        Duration writeLatency,
        Optional<Path> state) {
    public EmulatorSettings {
        principalSecrets = Map.copyOf(principalSecrets);
    }

    /** For tests: free ports, nothing kept, no data plane, writes done at once. */
    public static EmulatorSettings forTests() {
        return new EmulatorSettings(
                "127.0.0.1",
                0,
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                Duration.ofMillis(1),
                Optional.empty());
    }

    public EmulatorSettings withHttps(Path store, String password) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                Optional.of(store),
                password,
                issuer,
                seed,
                keys,
                principalSecrets,
                dataPlane,
                writeLatency,
                state);
    }

    /** Client id to secret. */
    public EmulatorSettings withPrincipals(Map<String, String> secrets) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                keystore,
                keystorePassword,
                issuer,
                seed,
                keys,
                secrets,
                dataPlane,
                writeLatency,
                state);
    }

    public EmulatorSettings withWriteLatency(Duration latency) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                keystore,
                keystorePassword,
                issuer,
                seed,
                keys,
                principalSecrets,
                dataPlane,
                latency,
                state);
    }

    public EmulatorSettings withSeed(Path file) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                keystore,
                keystorePassword,
                issuer,
                Optional.of(file),
                keys,
                principalSecrets,
                dataPlane,
                writeLatency,
                state);
    }

    /** A signing key that several emulators share spares each the second it takes to make one. */
    public EmulatorSettings withKeys(Path file) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                keystore,
                keystorePassword,
                issuer,
                seed,
                Optional.of(file),
                principalSecrets,
                dataPlane,
                writeLatency,
                state);
    }

    public EmulatorSettings withState(Path file) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                keystore,
                keystorePassword,
                issuer,
                seed,
                keys,
                principalSecrets,
                dataPlane,
                writeLatency,
                Optional.of(file));
    }

    public EmulatorSettings withDataPlane(boolean on) {
        return new EmulatorSettings(
                host,
                port,
                httpsPort,
                keystore,
                keystorePassword,
                issuer,
                seed,
                keys,
                principalSecrets,
                on,
                writeLatency,
                state);
    }
}
