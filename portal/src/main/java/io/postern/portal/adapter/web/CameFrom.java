package io.postern.portal.adapter.web;

import io.postern.portal.domain.OwnPath;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page that a form or a part of a page belongs to, with all that its address says. */
final class CameFrom {
    private static final Pattern DECISION = Pattern.compile("(/approvals/[^/]+)/decisions");

    private CameFrom() {}

    /** Out of what a browser says; the start page if that is nothing, or no page of the portal. */
    static String page(@Nullable String referer) {
        try {
            return referer == null ? "/" : OwnPath.or(shown(URI.create(referer)));
        } catch (IllegalArgumentException noAddress) {
            return "/";
        }
    }

    /** A path of the portal with its query. */
    static String path(URI address) {
        String path = address.getRawPath() == null ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    /** Behind a form its answer stands at the form's own address; where nothing can be opened there, it is the page before. */
    private static String shown(URI address) {
        String path = path(address);
        return switch (path) {
            case "/request/look", "/request/outlook" -> "/request";
            case "/virtual-machines/protect", "/virtual-machines/protect/review" ->
                "/virtual-machines?list=not-configured";
            case "/virtual-machines/policy/deny" -> "/virtual-machines";
            case "/favourites" -> "/my-access";
            case "/sign-out" -> "/";
            default -> DECISION.matcher(path).replaceFirst("$1");
        };
    }
}
