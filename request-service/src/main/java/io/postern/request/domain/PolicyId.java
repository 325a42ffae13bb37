package io.postern.request.domain;

import io.postern.contracts.id.VmId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource id of a JIT policy, as Azure forms it. Two spellings that differ in case are one policy, and so are two
 * spellings of a region ({@code West Europe}, {@code westeurope}).
 */
public record PolicyId(String subscription, String resourceGroup, String location, String name) {
    /** The policy of a resource group and region that a VM comes under when nobody names another. */
    public static final String DEFAULT_NAME = "default";

    private static final Pattern SUBSCRIPTION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern RESOURCE_GROUP = Pattern.compile("[-_\\p{L}\\p{N}.()]{1,90}");
    private static final Pattern LOCATION = Pattern.compile("[a-z0-9]{1,60}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-\\w.]{0,63}");
    private static final Pattern FORM = Pattern.compile(
            "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\\.Security/locations/([^/]+)"
                    + "/jitNetworkAccessPolicies/([^/]+)",
            Pattern.CASE_INSENSITIVE);

    public PolicyId {
        subscription = subscription.toLowerCase(Locale.ROOT);
        location = region(location);
        check(SUBSCRIPTION, subscription, "a subscription id is a GUID");
        check(RESOURCE_GROUP, resourceGroup, "a resource group is named by 1 to 90 letters, digits and -_.()");
        check(LOCATION, location, "a region is named like westeurope");
        check(NAME, name, "a policy is named by 1 to 64 letters, digits and -_., a letter or digit first");
    }

    public static PolicyId parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a policy id must look like /subscriptions/<guid>/resourceGroups/<group>"
                    + "/providers/Microsoft.Security/locations/<region>/jitNetworkAccessPolicies/<name>");
        }
        return new PolicyId(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    public static PolicyId defaultOf(VmId vm, String location) {
        return new PolicyId(vm.subscription(), vm.resourceGroup(), location, DEFAULT_NAME);
    }

    /** One spelling for every way to write a region. */
    public static String region(String text) {
        return text.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    public String value() {
        return "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup
                + "/providers/Microsoft.Security/locations/" + location + "/jitNetworkAccessPolicies/" + name;
    }

    /** The form to key maps and rows by: the same for every spelling. */
    public String key() {
        return value().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyId that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value();
    }

    private static void check(Pattern form, String text, String sentence) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
