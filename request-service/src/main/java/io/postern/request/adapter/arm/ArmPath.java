package io.postern.request.adapter.arm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of this API. Azure compares every segment without regard to case, and so do we. */
final class ArmPath {
    static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    static final String POLICIES = "/providers/Microsoft.Security/jitNetworkAccessPolicies";
    static final String POLICIES_IN_REGION =
            "/providers/Microsoft.Security/locations/{location}/jitNetworkAccessPolicies";
    static final String GROUP = "/resourceGroups/{group}";
    static final String POLICY = GROUP + POLICIES_IN_REGION + "/{name}";

    private static final Pattern WHOLE = Pattern.compile("/+subscriptions((/|;|%2F).*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile(
            "/subscriptions/([^/]+)(?:/resourceGroups/([^/]+))?/providers/Microsoft\\.Security"
                    + "(?:/locations/([^/]+))?/jitNetworkAccessPolicies(?:/([^/]+)(/initiate)?)?/?",
            Pattern.CASE_INSENSITIVE);

    private ArmPath() {}

    static boolean covers(String path) {
        return WHOLE.matcher(path.startsWith("/") ? path : "/" + path).matches();
    }

    /** The same address with the fixed segments in our spelling; empty when it is none of ours. */
    static Optional<String> canonical(String rawPath) {
        Matcher parts = FORM.matcher(rawPath);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of("/subscriptions/" + parts.group(1)
                + segment("/resourceGroups/", parts.group(2))
                + "/providers/Microsoft.Security"
                + segment("/locations/", parts.group(3))
                + "/jitNetworkAccessPolicies"
                + segment("/", parts.group(4))
                + (parts.group(5) == null ? "" : "/initiate"));
    }

    private static String segment(String before, @Nullable String name) {
        return name == null ? "" : before + name;
    }
}
