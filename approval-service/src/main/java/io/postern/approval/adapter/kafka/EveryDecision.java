package io.postern.approval.adapter.kafka;

import io.postern.messaging.Inbox;

/**
 * The inbox of the topic that bots write. Bots number nothing in common, so no event of theirs overtakes another; and it
 * remembers event ids apart from those of other topics, so that no bot can use up the id of somebody else's event.
 */
public record EveryDecision(Inbox inbox) {}
