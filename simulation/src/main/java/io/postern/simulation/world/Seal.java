package io.postern.simulation.world;

import io.postern.contracts.event.Approved;
import io.postern.enforcer.app.ApprovalSignatures;
import java.time.Instant;

/**
 * Stands for the signature of an approval: only the people of the simulation know the secret. The real signatures are tested
 * where they are made; here they would cost more than all the rest.
 */
public final class Seal implements ApprovalSignatures {
    private final String secret;
    private boolean ready = true;

    Seal(String secret) {
        this.secret = secret;
    }

    void keys(boolean there) {
        ready = there;
    }

    /** Signs; {@code jti} names this signing, and gets the time of it. */
    public Approved sign(Approved approved, String jti, Instant now) {
        String named = jti + "@" + now.toEpochMilli();
        return approved.signed(named + "." + over(approved, named));
    }

    @Override
    public Verdict verify(Approved approved, Instant now) {
        String jti = approved.jws().split("\\.", 2)[0];
        if (!approved.jws().equals(jti + "." + over(approved, jti))) {
            return new Verdict.Forged("the signature does not fit");
        }
        Instant signed = Instant.ofEpochMilli(Long.parseLong(jti.substring(jti.indexOf('@') + 1)));
        return approved.notAfter().isAfter(now) ? new Verdict.Genuine(jti, signed) : new Verdict.Late(jti);
    }

    @Override
    public boolean ready() {
        return ready;
    }

    private String over(Approved approved, String jti) {
        long hash = 1125899906842597L;
        String terms = secret + jti + approved.signed("");
        for (int i = 0; i < terms.length(); i++) {
            hash = 31 * hash + terms.charAt(i);
        }
        return Long.toHexString(hash);
    }
}
