package io.postern.request.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postern.contracts.net.Cidr;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSettingsTest {
    private static final Map<String, String> NEEDED =
            Map.of("postern.request.token-url", "http://127.0.0.1/token", "postern.request.client-secret-file", "s");

    @Test
    void whatIsNotSetHasItsDefault() {
        RequestSettings settings = settings(Map.of());
        assertThat(settings.enforcerUrl()).isEqualTo(URI.create("http://127.0.0.1:8083"));
        assertThat(settings.approvalUrl()).isEqualTo(URI.create("http://127.0.0.1:8082"));
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.clientId()).isEqualTo("postern-request");
        assertThat(settings.minDuration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.defaultMaxDuration()).isEqualTo(Duration.ofHours(3));
        assertThat(settings.sourceMap()).isEmpty();
        assertThat(settings.approverGroup()).isEmpty();
    }

    @Test
    void whatIsSetCounts() {
        RequestSettings settings = settings(Map.of(
                "postern.request.enforcer-url", "http://enforcer",
                "postern.request.client-id", "me",
                "postern.request.min-duration", "PT5S",
                "postern.request.default-max-duration", "PT8H",
                "postern.request.source-map", "127.0.0.1=203.0.113.7,127.0.0.2=203.0.113.8",
                "postern.request.approver-group", "approvers"));
        assertThat(settings.enforcerUrl()).isEqualTo(URI.create("http://enforcer"));
        assertThat(settings.tokenUrl()).isEqualTo(URI.create("http://127.0.0.1/token"));
        assertThat(settings.clientId()).isEqualTo("me");
        assertThat(settings.clientSecretFile()).isEqualTo(Path.of("s"));
        assertThat(settings.minDuration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.defaultMaxDuration()).isEqualTo(Duration.ofHours(8));
        assertThat(SourceMap.parse(settings.sourceMap().orElseThrow()))
                .containsEntry(Cidr.parse("127.0.0.2"), Cidr.parse("203.0.113.8"))
                .hasSize(2);
        assertThat(settings.approverGroup()).contains("approvers");
    }

    @Test
    void proxiesAreAddressesAndBlocks() {
        RequestSettings settings = settings(Map.of(
                "postern.request.trusted-proxies",
                "10.1.0.0/16, 2001:db8::7",
                "postern.request.approval-url",
                "http://approval"));
        assertThat(settings.approvalUrl()).isEqualTo(URI.create("http://approval"));
        assertThat(Proxies.parse(settings.trustedProxies().orElseThrow()).blocks())
                .containsExactly(Cidr.parse("10.1.0.0/16"), Cidr.parse("2001:db8::7"));
        assertThat(settings(Map.of("postern.request.trusted-proxies", "")).trustedProxies())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "*", "10.1.0.0/33", "10.1.0.1/16", "10.1.0.0-10.1.0.9", ""})
    void proxiesThatAreNoneAreRefusedWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.parse(List.of("10.0.0.1", text)))
                .withMessageStartingWith("postern.request.trusted-proxies")
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void aSourceMapThatIsNoneIsRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceMap.parse(List.of("127.0.0.1")))
                .withMessageContaining("local=public");
    }

    private static RequestSettings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(NEEDED);
        all.putAll(more);
        return new SmallRyeConfigBuilder()
                .withMapping(RequestSettings.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(RequestSettings.class);
    }
}
