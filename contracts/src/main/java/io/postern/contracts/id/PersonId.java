package io.postern.contracts.id;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Identity of a person or service principal: Entra tenant and object id. Never a name or an e-mail address, which can be
 * given to somebody else.
 */
public record PersonId(String tenant, String oid) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");

    public PersonId {
        if (!FORM.matcher(tenant).matches() || !FORM.matcher(oid).matches()) {
            throw new IllegalArgumentException("a person is named by tenant and object id");
        }
        tenant = tenant.toLowerCase(Locale.ROOT);
        oid = oid.toLowerCase(Locale.ROOT);
    }
}
