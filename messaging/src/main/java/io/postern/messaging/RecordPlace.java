package io.postern.messaging;

import io.postern.contracts.event.Topic;

/** Where a record stands in Kafka. */
record RecordPlace(Topic topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic.wireName() + "/" + partition + "/" + offset;
    }
}
