package io.postern.portal.adapter.web.access;

import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.Choice;
import io.postern.portal.domain.access.Longer;

/**
 * The form that asks for longer.
 *
 * @param what what is to stay open, in words
 * @param trouble why what was sent was not taken, or empty
 */
public record ExtendView(String id, String what, Longer longer, Filled filled, String trouble) {
    /**
     * What was filled in.
     *
     * @param length an ISO length, or empty when nothing was chosen yet
     * @param key makes the same form, sent twice, one extension
     */
    public record Filled(String length, String reason, String key) {}

    static ExtendView of(AccessRequest request, Longer longer, Filled filled, String trouble) {
        return new ExtendView(request.id(), request.vmNames(), longer, filled, trouble);
    }

    /** Made of nothing but what was sent, when no service says more. */
    static ExtendView unseen(String id, Filled filled, String trouble) {
        return new ExtendView(id, "the access", Longer.UNKNOWN, filled, trouble).again();
    }

    /** To send the very same once more, even if its own success has left less to choose from. */
    ExtendView again() {
        return new ExtendView(id, what, longer.with(filled.length()), filled, trouble);
    }

    /** Whether this was chosen; where nothing that is there was, whether it is suggested. */
    public boolean chosen(Choice choice) {
        return longer.offers(filled.length()) ? choice.iso().equals(filled.length()) : longer.suggests(choice);
    }
}
