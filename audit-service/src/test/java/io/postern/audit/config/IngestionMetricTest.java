package io.postern.audit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postern.architecture.AlarmRules;
import io.postern.audit.app.siem.SiemState;
import org.junit.jupiter.api.Test;

class IngestionMetricTest {
    @Test
    void whatTheAlarmLooksAtIsShown() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        IngestionWiring.show(new SiemState(), registry);

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName().replace('.', '_') + "_seconds")
                .containsExactlyElementsOf(AlarmRules.metrics("postern_audit_ingestion_"));
    }
}
