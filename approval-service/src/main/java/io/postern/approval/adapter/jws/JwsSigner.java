package io.postern.approval.adapter.jws;

import io.postern.approval.app.ApprovalSigner;
import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.Approved;
import io.postern.contracts.id.EventId;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Signs approvals as a compact JWS over their digest, for the enforcer of this installation alone. */
public final class JwsSigner implements ApprovalSigner {
    private static final String TYPE = "postern-approval+jwt";

    private final CompactSigner signer;
    private final String instance;

    public JwsSigner(CompactSigner signer, String instance) {
        this.signer = signer;
        this.instance = instance;
    }

    /** The enforcer takes these seven claims and no others. */
    @Override
    public Approved sign(Approved unsigned, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("postern-approval/" + instance);
        claims.setAudience("postern-enforcer/" + instance);
        claims.setSubject(unsigned.requestId().value());
        claims.setJwtId(EventId.next().value());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(unsigned.notAfter().getEpochSecond()));
        claims.setStringClaim("digest", ApprovalDigest.of(unsigned));
        return unsigned.signed(signer.compact(TYPE, claims.toJson()));
    }

    @Override
    public boolean isAtHand() {
        return signer.isAtHand();
    }
}
