package io.postern.portal.app;

import io.postern.portal.domain.Draft;
import java.util.Optional;

/** The signing-in of the person at the other end, for pages. */
public interface SignIn {
    /** Where a stronger sign-in begins and ends; its parameter {@code to} says where one goes on. */
    String CONFIRM = "/sign-in/confirm";

    /** Remembers that a stronger sign-in shall meet this, and what they had written; {@link #CONFIRM} leads to it. */
    void demand(String claims, Optional<Draft> draft);

    /** What they had written on this page when they were led away to confirm who they are; given once. */
    Optional<Draft> draft(String page);

    /** Whether that is on the page now. */
    boolean isBackWithDraft();

    /**
     * Ends the session.
     *
     * @return where to sign out of the issuer too, or empty
     */
    String end();
}
