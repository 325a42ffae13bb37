package io.postern.portal.domain;

import java.util.Locale;

/** The id of something in Azure, taken apart. */
public record AzureId(String text) {
    /** What it is called: the last part. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    public String subscription() {
        return after("subscriptions");
    }

    public String group() {
        return after("resourcegroups");
    }

    /** The part behind the one of this name, or nothing. */
    private String after(String part) {
        String[] parts = text.split("/", -1);
        for (int i = 0; i + 1 < parts.length; i++) {
            if (parts[i].toLowerCase(Locale.ROOT).equals(part)) {
                return parts[i + 1];
            }
        }
        return "";
    }
}
