package io.postern.contracts.event;

import io.postern.contracts.id.RequestId;

/**
 * A bot brings an approver's verdict. The JWS by the bot's registered key says who, what and about which request; the event
 * itself proves nothing.
 */
public record DecisionMade(RequestId requestId, String bot, Personal personal) implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event: the proof names them, and holds what they wrote. */
    public record Personal(String jws) {}
}
