package io.postern.unruly.adapter.kafka;

import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Planted: an event that does not go by the outbox. */
public record SendsByEmitter(Emitter emitter) {}
