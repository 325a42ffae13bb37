package io.postern.portal.adapter.web.findings;

import io.postern.portal.domain.AzureId;
import io.postern.portal.domain.machine.Link;

/**
 * The order to shut everything, before it is given.
 *
 * @param boundary the NSG; empty when it is everywhere
 * @param wrong what is wrong with the reason
 * @param refused why nothing was ordered
 * @param unknown whether it was sent, and never answered
 */
public record PanicView(String boundary, String reason, String wrong, String refused, boolean unknown) {
    static PanicView of(String boundary) {
        return new PanicView(boundary, "", "", "", false);
    }

    static PanicView wrong(String boundary, String reason, String wrong) {
        return new PanicView(boundary, reason, wrong, "", false);
    }

    static PanicView refused(String boundary, String reason, String why) {
        return new PanicView(boundary, reason, "", why, false);
    }

    static PanicView unknown(String boundary, String reason) {
        return new PanicView(boundary, reason, "", "", true);
    }

    public String where() {
        return boundary.isEmpty() ? "everywhere" : "at " + new AzureId(boundary).name();
    }

    public String title() {
        return "Close everything " + where() + "?";
    }

    /** This very question; also where its form leads, so that its place stands in the address behind a form that was sent. */
    public String address() {
        Link page = Link.to("/findings/close");
        return (boundary.isEmpty() ? page.with("everywhere", "yes") : page.with("boundary", boundary)).toString();
    }
}
