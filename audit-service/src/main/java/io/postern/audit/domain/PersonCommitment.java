package io.postern.audit.domain;

import io.postern.contracts.id.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Stands for a person where nobody is to be named: SHA-256 over a salt of 32 bytes and {@code tenant/object id}. Only who has
 * the salt can tell whom it is of.
 */
public record PersonCommitment(String text) {
    public static final int SALT_BYTES = 32;

    public static PersonCommitment of(PersonId person, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] of = digest.digest((person.tenant() + "/" + person.oid()).getBytes(StandardCharsets.UTF_8));
            return new PersonCommitment(Base64.getUrlEncoder().withoutPadding().encodeToString(of));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
