package io.postern.portal.app;

import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Session;
import io.postern.portal.domain.Tokens;
import java.time.Instant;
import java.util.Optional;

/** Who is signed in. A session is known by an id that only the person's browser has. */
public interface Sessions {
    /**
     * Begins one, and ends the person's oldest where there are too many.
     *
     * @param earlier the id of the one that it takes the place of, and whose draft it takes over if it is the same person's
     * @return its id, which nobody chose
     */
    String open(String person, Tokens tokens, Optional<String> earlier, Instant now);

    /** The session of this id, unless it is over. */
    Optional<Session> find(String id, Instant now);

    /** The next tokens of the same session. */
    void renew(String id, Tokens tokens);

    /** Somebody is there. */
    void see(String id, Instant now);

    /** A stronger sign-in shall meet this, and bring back what was written. */
    void challenge(String id, String claims, Optional<Draft> draft, Instant now);

    /** What was written is back in its form. */
    void dropDraft(String id);

    void end(String id);

    /** Removes what is over, at most so many; returns how many there were. */
    int forget(Instant now, int most);
}
