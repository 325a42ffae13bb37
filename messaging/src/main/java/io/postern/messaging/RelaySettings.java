package io.postern.messaging;

import java.time.Duration;

/** How a relay works: its pace and its patience with Kafka. */
public record RelaySettings(
        Duration poll, int batch, Duration maxBlock, Duration deliveryTimeout, Duration retention, int deletionBatch) {
    public RelaySettings {
        if (batch < 1 || deletionBatch < 1) {
            throw new IllegalArgumentException("a batch holds at least one row");
        }
    }

    public static RelaySettings standard() {
        return new RelaySettings(
                Duration.ofMillis(250), 200, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofDays(7), 500);
    }

    public RelaySettings withPatience(Duration block, Duration delivery) {
        return new RelaySettings(poll, batch, block, delivery, retention, deletionBatch);
    }
}
