package io.postern.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.emulator.limits.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @TempDir
    Path directory;

    private static EmulatorSettings settings(String... arguments) throws IOException {
        return Options.settings(arguments, Map.of());
    }

    @Test
    void withoutOptionsTheDefaultsHold() throws IOException {
        EmulatorSettings settings = settings();

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.httpsPort()).isEqualTo(8493);
        assertThat(settings.keystore()).isEmpty();
        assertThat(settings.writeLatency()).isEqualTo(Duration.ofMillis(150));
        assertThat(settings.dataPlane()).isTrue();
        assertThat(settings.principalSecrets()).isEmpty();
        assertThat(settings.pageSize()).isEqualTo(100);
        assertThat(settings.machines()).isZero();
        assertThat(settings.limits()).isEqualTo(Limits.azure());
        assertThat(settings.forwardJit()).isEmpty();
        assertThat(settings.portals()).isEmpty();
    }

    @Test
    void everyOptionCanBeGiven() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "pass\n");
        Path principals = Files.writeString(directory.resolve("principals"), "{\"postern-sweeper\":\"s\"}");

        EmulatorSettings settings = settings(
                "--host",
                "127.0.0.2",
                "--port=0",
                "--https-port",
                "1",
                "--keystore",
                "k",
                "--keystore-password-file",
                password.toString(),
                "--issuer",
                "http://i",
                "--seed",
                "s",
                "--keys",
                "j",
                "--principals",
                principals.toString(),
                "--data-plane",
                "off",
                "--write-latency",
                "2s",
                "--state",
                "t",
                "--page-size=7",
                "--machines",
                "5000",
                "--limits=0.5",
                "--busy-groups",
                "refuse",
                "--forward-jit=http://127.0.0.1:8081/",
                "--portal",
                "http://127.0.0.1:8080/, https://portal.example");

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(EmulatorSettings.forTests()
                        .withAddress("127.0.0.2", 0, 1)
                        .withHttps(Path.of("k"), "pass")
                        .withIssuer("http://i")
                        .withSeed(Path.of("s"))
                        .withKeys(Path.of("j"))
                        .withPrincipals(Map.of("postern-sweeper", "s"))
                        .withWriteLatency(Duration.ofSeconds(2))
                        .withState(Path.of("t"))
                        .withPageSize(7)
                        .withMachines(5000)
                        .withLimits(Limits.azureTimes(0.5).withRefusesBusy(true))
                        .withForwardJit(URI.create("http://127.0.0.1:8081"))
                        .withPortals(
                                List.of(URI.create("http://127.0.0.1:8080"), URI.create("https://portal.example"))));
    }

    @Test
    void theEnvironmentStandsInAndTheCommandLineWins() throws IOException {
        Map<String, String> environment =
                Map.of("POSTERN_EMULATOR_HTTPS_PORT", "1", "POSTERN_EMULATOR_WRITE_LATENCY", "PT0.3S");

        EmulatorSettings settings = Options.settings(new String[] {"--https-port", "2"}, environment);

        assertThat(settings.httpsPort()).isEqualTo(2);
        assertThat(settings.writeLatency()).isEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--colour=red",
                "port",
                "--port",
                "--port=70000",
                "--data-plane=maybe",
                "--write-latency=soon",
                "--page-size=0",
                "--page-size=1001",
                "--machines=many",
                "--machines=20001",
                "--forward-jit=request-service",
                "--forward-jit=http://h/path",
                "--portal=127.0.0.1:8080",
                "--portal=http://h/path",
                "--portal=http://h,"
            })
    void anOptionThatMeansNothingIsRefused(String argument) {
        assertThatThrownBy(() -> settings(argument)).isInstanceOf(IllegalArgumentException.class);
    }
}
