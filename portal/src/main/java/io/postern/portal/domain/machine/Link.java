package io.postern.portal.domain.machine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An address of a page of the portal, put together so that no value can become part of anything else. */
public final class Link {
    private final StringBuilder text;
    private char next = '?';

    private Link(String path) {
        this.text = new StringBuilder(path);
    }

    public static Link to(String path) {
        return new Link(path);
    }

    /** The page of a VM. */
    public static String machine(String id) {
        return to("/virtual-machines/one").with("id", id).toString();
    }

    /** Empty values are left out. */
    public Link with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(next).append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            next = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
