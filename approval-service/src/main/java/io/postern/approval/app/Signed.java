package io.postern.approval.app;

/** What a signature was put under, when it is by a registered bot; else why it is not. */
public sealed interface Signed<C> {
    /** The bot signed these claims; whether they are true is another question. */
    record Claims<C>(C claims) implements Signed<C> {}

    /** The sentence names nothing that was sent. */
    record Forged<C>(String because) implements Signed<C> {}
}
