package io.postern.messaging;

import io.postern.contracts.event.Envelope;

/** An event that was not received before, with the bytes that it came in. */
public record ReceivedEvent(Envelope envelope, byte[] raw) {}
