package io.postern.portal.adapter.services;

import java.net.URI;

/**
 * One of the services behind the portal.
 *
 * @param name what operators call it
 * @param what what people miss when it is away, as the beginning of a sentence
 */
public record Upstream(String name, URI address, String what) {
    /** One that operators know by its address. */
    public Upstream(URI address, String what) {
        this(address.getAuthority(), address, what);
    }
}
