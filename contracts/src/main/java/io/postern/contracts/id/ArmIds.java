package io.postern.contracts.id;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Azure resource ids: segments compare without regard to case, names keep the caller's spelling. */
final class ArmIds {
    private static final String GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private ArmIds() {}

    static Pattern form(String provider, String type, String name) {
        String form = "/subscriptions/(" + GUID + ")/resourceGroups/([-_\\p{L}\\p{N}.()]{1,90})/providers/"
                + Pattern.quote(provider) + "/" + Pattern.quote(type) + "/(" + name + ")";
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    static String canonical(Pattern form, String text, String provider, String type, String what) {
        Matcher parts = form.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(what + " must look like /subscriptions/<guid>/resourceGroups/<group>"
                    + "/providers/" + provider + "/" + type + "/<name>");
        }
        return "/subscriptions/" + parts.group(1).toLowerCase(Locale.ROOT) + "/resourceGroups/" + parts.group(2)
                + "/providers/" + provider + "/" + type + "/" + parts.group(3);
    }

    static String segment(String canonical, int index) {
        return canonical.split("/", -1)[index];
    }
}
