package io.postern.portal.adapter.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells forms of the portal's own pages from forms of others, by what browsers say and pages cannot. */
final class FormOrigin {
    private FormOrigin() {}

    /**
     * Whether a form comes from one of our own pages. What no browser vouches for does not.
     *
     * @param site the value of {@code Sec-Fetch-Site}
     * @param origin the value of {@code Origin}, which decides where the browser does not say the first
     * @param own the portal's own origin as this browser knows it
     */
    static boolean isOwn(@Nullable String site, @Nullable String origin, String own) {
        if (site != null) {
            return site.equals("same-origin");
        }
        return origin != null && origin.toLowerCase(Locale.ROOT).equals(own.toLowerCase(Locale.ROOT));
    }
}
