package io.postern.audit.domain;

import io.postern.contracts.id.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stands for a person where nobody is to be named: only who has the salt can tell whom it is of. */
public record PersonCommitment(String text) {
    private static final String HMAC = "HmacSHA256";

    public static PersonCommitment of(PersonId person, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt, HMAC));
            byte[] of = mac.doFinal((person.tenant() + "/" + person.oid()).getBytes(StandardCharsets.UTF_8));
            return new PersonCommitment(Base64.getUrlEncoder().withoutPadding().encodeToString(of));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
