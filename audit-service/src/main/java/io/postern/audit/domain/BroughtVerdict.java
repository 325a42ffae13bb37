package io.postern.audit.domain;

import io.postern.contracts.id.PersonId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The approver whose verdict a bot brings, as its proof says. Nobody has verified that here: it decides whose proof it is to
 * erase, and nothing else.
 */
final class BroughtVerdict {
    private static final Pattern APPROVER = Pattern.compile("\"approver\"\\s*:\\s*\\{([^{}]*)}");
    private static final Pattern TENANT = Pattern.compile("\"tenant\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern OID = Pattern.compile("\"oid\"\\s*:\\s*\"([^\"]*)\"");

    private BroughtVerdict() {}

    static Optional<PersonId> approver(String jws) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            Optional<String> approver = first(APPROVER, claims);
            Optional<String> tenant = approver.flatMap(text -> first(TENANT, text));
            Optional<String> oid = approver.flatMap(text -> first(OID, text));
            return tenant.isPresent() && oid.isPresent()
                    ? Optional.of(new PersonId(tenant.get(), oid.get()))
                    : Optional.empty();
        } catch (IllegalArgumentException notAProof) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
