package io.postern.portal.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where a page may lead back to: a path of the portal and nothing that a browser takes for another host. */
public final class OwnPath {
    private static final int LONGEST = 2000;
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[!#-\\[\\]-~]*");

    private OwnPath() {}

    /** The path itself if it is one of our own, else the start page. */
    public static String or(String path) {
        return path.length() <= LONGEST && PATH.matcher(path).matches() && isAddress(path) ? path : "/";
    }

    private static boolean isAddress(String path) {
        try {
            return !new URI(path).isOpaque();
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
