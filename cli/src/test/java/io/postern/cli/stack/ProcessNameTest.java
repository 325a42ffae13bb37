package io.postern.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessNameTest {
    @Test
    void aServiceIsFoundWithAndWithoutItsEnding() {
        assertThat(ProcessName.named("enforcer")).contains(ProcessName.ENFORCER);
        assertThat(ProcessName.named("enforcer-service")).contains(ProcessName.ENFORCER);
        assertThat(ProcessName.named("emulator")).contains(ProcessName.EMULATOR);
        assertThat(ProcessName.named("kafka")).contains(ProcessName.KAFKA);
    }

    @Test
    void anotherNameIsNone() {
        assertThat(ProcessName.named("gateway")).isEmpty();
    }

    @Test
    void everyProcessIsEitherAFoundationOrAService() {
        assertThat(ProcessName.values())
                .hasSize(ProcessName.foundations().size()
                        + ProcessName.services().size())
                .containsAll(ProcessName.foundations())
                .containsAll(ProcessName.services());
    }
}
