package io.postern.request.app;

import io.postern.request.domain.Caller;

/** The call that is being answered: who makes it, and from where. */
public interface CurrentCall {
    Caller caller();

    /** The address that the call comes from, past all trusted proxies; some other text when that is unclear. */
    String address();

    /** Whether the peer is a trusted proxy, so that its forwarding headers are believed. */
    boolean throughTrustedProxy();

    /** The caller's own access token, to ask others in the caller's name. */
    String token();
}
