package io.postern.portal.domain.machine;

import io.postern.portal.domain.machine.MachinePolicy.Conditions;
import io.postern.portal.domain.machine.MachinePolicy.Widest;
import org.jspecify.annotations.Nullable;

/** What a policy demands of a request while somebody edits it: what was typed, and what is wrong with it. */
public record ConditionsDraft(
        boolean privateNetwork,
        boolean anySource,
        String ipv4,
        String ipv6,
        boolean mfa,
        String context,
        String wrongIpv4,
        String wrongIpv6,
        String wrongContext) {
    public ConditionsDraft {
        ipv4 = ipv4.strip();
        ipv6 = ipv6.strip();
        context = context.strip();
    }

    /** What was typed, not looked at yet; an empty width is the usual one. */
    public ConditionsDraft(
            boolean privateNetwork, boolean anySource, String ipv4, String ipv6, boolean mfa, String context) {
        this(privateNetwork, anySource, ipv4, ipv6, mfa, context, "", "", "");
    }

    static ConditionsDraft of(@Nullable Conditions given) {
        Conditions said = given == null ? Conditions.USUAL : given;
        Widest widest = said.widestSource() == null ? Conditions.USUAL.widestSource() : said.widestSource();
        return new ConditionsDraft(
                said.privateNetwork(),
                said.anySource(),
                String.valueOf(widest.ipv4()),
                String.valueOf(widest.ipv6()),
                said.mfa(),
                Blank.text(said.authenticationContext()));
    }

    ConditionsDraft checked() {
        boolean named = context.isEmpty() || context.matches("[A-Za-z0-9_-]{1,20}");
        return new ConditionsDraft(
                privateNetwork,
                anySource,
                ipv4,
                ipv6,
                mfa,
                context,
                isWidth(ipv4, 32) ? "" : "A number from 1 to 32.",
                isWidth(ipv6, 128) ? "" : "A number from 1 to 128.",
                named ? "" : "It is named like c1.");
    }

    boolean isRight() {
        return wrongIpv4.isEmpty() && wrongIpv6.isEmpty() && wrongContext.isEmpty();
    }

    /** Whether it demands anything but the usual, or is wrong: then it is shown open. */
    public boolean isSpecial() {
        return !isRight() || !equals(of(null));
    }

    Conditions conditions() {
        Widest usual = Conditions.USUAL.widestSource();
        return new Conditions(
                privateNetwork,
                anySource,
                new Widest(width(ipv4, usual.ipv4()), width(ipv6, usual.ipv6())),
                mfa,
                context.isEmpty() ? null : context);
    }

    private static boolean isWidth(String text, int most) {
        return text.isEmpty()
                || (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most);
    }

    private static int width(String text, int usual) {
        return text.isEmpty() ? usual : Integer.parseInt(text);
    }
}
