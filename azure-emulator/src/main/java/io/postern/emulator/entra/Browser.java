package io.postern.emulator.entra;

import io.postern.emulator.http.Call;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a request for a page comes from a person in front of this machine, and not from somebody else's page. */
final class Browser {
    // A name that somebody else has lead here (DNS rebinding) is not one of this machine's.
    private static final Pattern OWN_NAME =
            Pattern.compile("https?://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

    private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

    private Browser() {}

    static void check(Call call) throws Refused {
        if (!call.fromThisMachine() || !OWN_NAME.matcher(call.base()).matches()) {
            throw Refused.elsewhere();
        }
        switch (call.method()) {
            case "GET", "HEAD" -> {}
            case "POST" -> {
                if (!OWN_PAGE.contains(call.header("Sec-Fetch-Site").orElse("none"))) {
                    throw new Refused(403, "access_denied", 90100, "The form was sent from another site's page.");
                }
            }
            default -> throw new Refused(405, "invalid_request", 900561, "The endpoint accepts GET and POST.");
        }
    }
}
