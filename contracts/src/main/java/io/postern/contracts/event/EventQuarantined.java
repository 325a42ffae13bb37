package io.postern.contracts.event;

/** A record could not be taken for an event; its bytes are kept aside. */
public record EventQuarantined(String consumer, String topic, int partition, long offset, String because)
        implements PosternEvent {
    @Override
    public String subject() {
        return consumer + "/" + topic + "/" + partition + "/" + offset;
    }
}
