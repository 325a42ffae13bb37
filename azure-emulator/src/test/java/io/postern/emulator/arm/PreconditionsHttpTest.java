package io.postern.emulator.arm;

import static io.postern.emulator.Azure.WEB;
import static io.postern.emulator.Azure.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreconditionsHttpTest {
    private final Azure azure = Azure.started();

    @AfterEach
    void stop() {
        azure.close();
    }

    private int put(String header, String value) {
        return azure.put(WEB + "/securityRules/ssh", rule(200), header, value).status();
    }

    @Test
    void ifMatchOfAMissingRuleFails() {
        assertThat(put("If-Match", "*")).isEqualTo(412);
        assertThat(put("If-None-Match", "*")).isEqualTo(201);
    }

    @Test
    void ifNoneMatchOfAnExistingRuleFails() {
        put("If-None-Match", "*");

        assertThat(put("If-None-Match", "*")).isEqualTo(412);
        assertThat(put("If-Match", "*")).isEqualTo(200);
    }

    @Test
    void aStaleEtagFailsAndTheCurrentOneHolds() {
        put("If-None-Match", "*");
        String etag = azure.get(WEB + "/securityRules/ssh").header("ETag");

        assertThat(put("If-Match", "W/\"stale\"")).isEqualTo(412);
        assertThat(put("If-Match", etag)).isEqualTo(200);
        assertThat(put("If-Match", etag)).isEqualTo(412);
        assertThat(azure.delete(WEB + "/securityRules/ssh", "If-Match", etag).status())
                .isEqualTo(412);
    }

    @Test
    void aRuleCarriesTheEtagOfItsGroup() {
        String before = azure.get(WEB).header("ETag");
        put("If-None-Match", "*");
        String after = azure.get(WEB).header("ETag");

        assertThat(after).isNotEqualTo(before);
        assertThat(azure.get(WEB + "/securityRules/allow-https").header("ETag")).isEqualTo(after);
    }
}
