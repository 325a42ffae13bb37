package io.postern.emulator.world;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import io.postern.emulator.EmulatorSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path directory;

    @Test
    void theNetworkSurvivesARestart() {
        EmulatorSettings settings = EmulatorSettings.forTests().withState(directory.resolve("state.json"));
        String rules;
        try (Azure azure = Azure.started(settings)) {
            azure.put(WEB + "/securityRules/ssh", rule(200));
            azure.delete(WEB + "/securityRules/allow-https");
            rules = azure.get(WEB + "/securityRules").raw().body().replace("Updating", "Succeeded");
        }

        try (Azure azure = Azure.started(settings)) {
            assertThat(azure.get(WEB + "/securityRules").raw().body())
                    .isEqualTo(rules)
                    .contains("\"weight\":1.5");
        }
    }

    @Test
    void withoutAStateFileEveryStartIsTheSeed() {
        try (Azure azure = Azure.started()) {
            azure.put(WEB + "/securityRules/ssh", rule(200));
        }

        try (Azure azure = Azure.started()) {
            assertThat(azure.get(WEB + "/securityRules/ssh").status()).isEqualTo(404);
        }
    }
}
