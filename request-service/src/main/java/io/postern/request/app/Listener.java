package io.postern.request.app;

/** Somebody at the other end of a connection that is held open. */
public interface Listener {
    /** Nothing has happened for a while; this tells that somebody is still there. */
    void beat();

    /** Nothing more will come. */
    void end();

    /** Whether nobody listens any more. */
    boolean gone();
}
