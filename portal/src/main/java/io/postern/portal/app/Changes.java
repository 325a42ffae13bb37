package io.postern.portal.app;

/** News of which requests change, as far as the person of the current call may read them. */
public interface Changes {
    /** Begins to tell, on a thread of its own. */
    Hearing hear(Listener listener);

    /** Whoever hears of changes. */
    interface Listener {
        /** A request has changed; the JSON says which. An empty object: whatever was read before may be out of date. */
        void changed(String json);

        /** The service hears of too many already: nothing will come, and it is over. */
        void tooMany();

        /** Nothing has happened for a while. */
        void quiet();

        /** Nothing more will come; whoever wants to hear more begins anew. */
        void over();
    }

    /** The hearing of one listener. */
    interface Hearing extends AutoCloseable {
        @Override
        void close();
    }
}
