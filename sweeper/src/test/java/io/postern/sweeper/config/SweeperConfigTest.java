package io.postern.sweeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweeperConfigTest {
    private static final Map<String, String> NEEDED = Map.of(
            "postern.instance", "demo",
            "postern.azure.tenant", "t",
            "postern.azure.subscriptions", "s1,s2");

    @Test
    void whatNobodySetsFitsAzuresPublicCloud() {
        SweeperConfig config = config(Map.of());
        assertThat(config.azure().armEndpoint()).isEqualTo(URI.create("https://management.azure.com"));
        assertThat(config.azure().authorityHost()).isEqualTo(URI.create("https://login.microsoftonline.com"));
        assertThat(config.azure().resource()).isEqualTo(URI.create("https://management.azure.com"));
        assertThat(config.azure().subscriptions()).containsExactly("s1", "s2");
        assertThat(config.azure().clientId()).isEmpty();
        assertThat(config.azure().clientSecretFile()).isEmpty();
        assertThat(config.azure().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.sweeper().interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.sweeper().grace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.sweeper().patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.sweeper().firewallPatience()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.sweeper().bulkFrom()).isEqualTo(2);
    }

    @Test
    void everythingCanBeSet() {
        SweeperConfig config = config(Map.of(
                "postern.azure.arm-endpoint", "https://localhost:1",
                "postern.azure.authority-host", "https://localhost:2",
                "postern.azure.resource", "https://localhost:3",
                "postern.azure.client-id", "postern-sweeper",
                "postern.azure.client-secret-file", "/secrets/sweeper",
                "postern.azure.timeout", "PT1S",
                "postern.sweeper.interval", "PT2S",
                "postern.sweeper.grace", "PT4S",
                "postern.sweeper.patience", "PT5S"));
        assertThat(config.instance()).isEqualTo("demo");
        assertThat(config.azure().tenant()).isEqualTo("t");
        assertThat(config.azure().armEndpoint()).isEqualTo(URI.create("https://localhost:1"));
        assertThat(config.azure().authorityHost()).isEqualTo(URI.create("https://localhost:2"));
        assertThat(config.azure().resource()).isEqualTo(URI.create("https://localhost:3"));
        assertThat(config.azure().clientId()).contains("postern-sweeper");
        assertThat(config.azure().clientSecretFile()).contains(Path.of("/secrets/sweeper"));
        assertThat(config.azure().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.sweeper().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.sweeper().grace()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.sweeper().patience()).isEqualTo(Duration.ofSeconds(5));
    }

    private static SweeperConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(NEEDED);
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withMapping(SweeperConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(SweeperConfig.class);
    }
}
