package io.postern.emulator.entra;

import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Which sign-in to which application an id_token was made for. */
record IdTokenHint(String client, String session) {
    /** Reads a token of ours, also when it has expired: nobody signs out in time for that. */
    static Optional<IdTokenHint> of(String idToken, SigningKey key, String issuer) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKey(key.jwk().getPublicKey())
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setSkipAllValidators()
                    .build()
                    .processToClaims(idToken);
            List<String> audience = claims.getAudience();
            String session = claims.getStringClaimValue("sid");
            return issuer.equals(claims.getIssuer()) && audience.size() == 1 && session != null
                    ? Optional.of(new IdTokenHint(audience.getFirst(), session))
                    : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException notOurs) {
            return Optional.empty();
        }
    }
}
