package io.postern.approval.adapter.jws;

import io.postern.approval.app.ApprovalSigner;
import io.postern.contracts.codec.ApprovalDigest;
import io.postern.contracts.event.Approved;
import io.postern.contracts.id.EventId;
import java.time.Instant;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs approvals as a compact JWS over their digest, for the enforcer of this installation alone. */
public final class JwsSigner implements ApprovalSigner {
    private final SigningKey key;
    private final String instance;

    public JwsSigner(SigningKey key, String instance) {
        this.key = key;
        this.instance = instance;
    }

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
        return unsigned.signed(compact(claims.toJson()));
    }

    private String compact(String payload) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setKey(key.privateKey());
        jws.setKeyIdHeaderValue(key.id());
        jws.setAlgorithmHeaderValue(key.algorithm());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("an approval could not be signed", e);
        }
    }
}
