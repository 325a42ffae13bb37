package io.postern.portal.adapter.web.findings;

import io.postern.portal.domain.AzureId;

/**
 * The order to shut everything, before it is given.
 *
 * @param boundary the NSG; empty when it is everywhere
 */
public record PanicView(String boundary, String reason, String wrong, String trouble) {
    public String where() {
        return boundary.isEmpty() ? "everywhere" : "at " + new AzureId(boundary).name();
    }

    public String title() {
        return "Close everything " + where() + "?";
    }
}
