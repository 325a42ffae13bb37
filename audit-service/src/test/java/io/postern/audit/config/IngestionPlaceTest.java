package io.postern.audit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestionPlaceTest {
    private static final String ENDPOINT = "https://postern.westeurope-1.ingest.monitor.azure.com";

    @Test
    void withoutSettingsNothingIsTold() {
        assertThat(IngestionPlace.of(settings("", "", ""))).isEmpty();
    }

    @Test
    void withAllOfThemThatPlaceIs() {
        assertThat(IngestionPlace.of(settings(ENDPOINT, "dcr-1", "Custom-Postern")))
                .contains(new IngestionPlace(ENDPOINT, "dcr-1", "Custom-Postern"));
    }

    @Test
    void halfASettingIsAnErrorThatSaysWhatToSet() {
        assertThatThrownBy(() -> IngestionPlace.of(settings(ENDPOINT, "", "Custom-Postern")))
                .hasMessageContaining("POSTERN_AUDIT_INGESTION_RULE_ID");
    }

    @Test
    void aTokenIsNeverSentInTheClear() {
        assertThatThrownBy(() -> IngestionPlace.of(settings("http://localhost", "dcr-1", "Custom-Postern")))
                .hasMessageContaining("https");
    }

    private static AuditSettings.Ingestion settings(String endpoint, String ruleId, String stream) {
        return new AuditSettings.Ingestion() {
            @Override
            public Optional<String> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public Optional<String> ruleId() {
                return Optional.of(ruleId);
            }

            @Override
            public Optional<String> stream() {
                return Optional.of(stream);
            }
        };
    }
}
