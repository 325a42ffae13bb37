package io.postern.request.app;

/** Somebody who wants to know which requests change, and reads for themselves what they have become. */
public interface ChangesFollower extends Listener {
    /** Whatever was read before this may be out of date; whatever changes after it is told. */
    void hello();

    void changed(ChangeNews.Change change);
}
