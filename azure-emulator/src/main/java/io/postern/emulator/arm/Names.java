package io.postern.emulator.arm;

import java.util.regex.Pattern;

/** What a resource may be called in Microsoft.Network. */
final class Names {
    private static final Pattern FORM = Pattern.compile("\\w(?:[\\w.\\-]{0,78}\\w)?");

    private Names() {}

    static void check(String name) {
        if (!FORM.matcher(name).matches()) {
            throw ArmError.badRequest(
                    "InvalidResourceName",
                    "Resource name " + name
                            + " is invalid. The name can be up to 80 characters long. It must begin with"
                            + " a word character, and it must end with a word character or with '_'. The name may"
                            + " contain word characters or '.', '-', '_'.");
        }
    }
}
