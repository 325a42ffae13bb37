package io.postern.contracts.codec;

import io.postern.contracts.event.Envelope;

/** What bytes turned out to be: an event, or not one and why. */
public sealed interface Decoded {
    record Event(Envelope envelope) implements Decoded {}

    /** The sentence names no value of the record, which may be personal or hostile. */
    record Unreadable(String because) implements Decoded {}
}
