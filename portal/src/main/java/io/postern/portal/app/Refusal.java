package io.postern.portal.app;

import java.util.List;

/**
 * A service's no, in words for people.
 *
 * @param status the HTTP status, which says what kind of no it is
 * @param name the problem's name to tell it apart by, or empty
 * @param sentence what to show
 * @param unmet each single thing that was not as it must be; often none
 */
public record Refusal(int status, String name, String sentence, List<String> unmet) {
    public Refusal {
        unmet = List.copyOf(unmet);
    }

    /** Whether the person lacks a right, and not the call something. */
    public boolean isForbidden() {
        return status == 403;
    }

    public boolean isMissing() {
        return status == 404;
    }
}
