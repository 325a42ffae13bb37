package io.postern.emulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What is ordered to go wrong, and the patience until it did. */
record Orders(Azure azure) {
    void give(String json) {
        Answer answer = azure.send("PUT", "/_emulator/faults", json);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    }

    /** As before the first test. */
    void takeBack() {
        azure.send("DELETE", "/_emulator/faults", "");
        List.of("ssh", "foreign", "a", "b").forEach(rule -> azure.delete(Azure.WEB + "/securityRules/" + rule));
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
