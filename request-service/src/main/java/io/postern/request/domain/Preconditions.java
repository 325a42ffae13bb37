package io.postern.request.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold of a resource for an order about it to count (RFC 9110, 13.1): an {@code If-Match}, or that there is none. */
public record Preconditions(Optional<String> ifMatch, boolean ifNoneMatchAny) {
    public static final Preconditions NONE = new Preconditions(Optional.empty(), false);

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    /** Whether they hold of a resource with this entity tag, or of none. */
    public boolean hold(Optional<String> etag) {
        if (ifNoneMatchAny && etag.isPresent()) {
            return false;
        }
        return ifMatch.map(wanted ->
                        etag.filter(present -> matches(wanted, present)).isPresent())
                .orElse(true);
    }

    /** A weak tag matches nothing here. */
    private static boolean matches(String wanted, String etag) {
        if (wanted.strip().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(wanted);
        return tags.results().anyMatch(tag -> tag.group(1) == null && etag.equals(tag.group(2)));
    }
}
