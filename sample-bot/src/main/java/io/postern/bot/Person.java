package io.postern.bot;

import java.util.regex.Pattern;

/**
 * Whose verdict it is. A chat platform gives a bot the account that clicked, and the bot keeps who enrolled it; at this
 * terminal both come from the command line: {@code ACCOUNT=TENANT/OID}.
 *
 * @param account an immutable id, never a name that can be given to somebody else
 */
record Person(String account, String tenant, String oid) {
    private static final Pattern FORM = Pattern.compile("([!-<>-~]{1,128})=([0-9A-Za-z._-]+)/([0-9A-Za-z._-]+)");

    static Person of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new BotFault("Say who decides: --as ACCOUNT=TENANT/OID, the account that was enrolled and by whom.");
        }
        return new Person(parts.group(1), parts.group(2), parts.group(3));
    }
}
