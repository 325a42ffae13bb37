package io.postern.approval.adapter.jws;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.approval.app.BotSignatures;
import io.postern.approval.app.Signed;
import io.postern.approval.domain.proof.DecisionClaims;
import io.postern.approval.domain.proof.EnrolmentClaims;
import io.postern.jws.CompactJws;
import io.postern.jws.KeyAlgorithm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jose4j.jwk.JsonWebKey;

/** Verifies what bots sign. Nothing in it may say which key to use but a kid that is registered for that very bot. */
public final class JoseBotSignatures implements BotSignatures {
    private static final String DECISION = "postern-decision+jwt";
    private static final String ENROLMENT = "postern-enrolment+jwt";
    private static final int LONGEST = 8192;

    private final Optional<WatchedFile<RegisteredBots>> bots;

    /** @param file the registered bots, read again when it changes; without it there are none */
    public JoseBotSignatures(Optional<Path> file) {
        this.bots = file.map(path -> new WatchedFile<>(path, RegisteredBots::read, RegisteredBots.NONE));
    }

    @Override
    public Set<String> bots() {
        return registered().keys().keySet();
    }

    @Override
    public Signed<DecisionClaims> decision(String bot, String jws) {
        return read(bot, jws, DECISION, ClaimsReader::decision);
    }

    @Override
    public Signed<EnrolmentClaims> enrolment(String bot, String code) {
        return read(bot, code, ENROLMENT, ClaimsReader::enrolment);
    }

    private <C> Signed<C> read(String bot, String text, String type, Function<JsonNode, Optional<C>> reader) {
        List<JsonWebKey> keys = registered().keys().getOrDefault(bot, List.of());
        if (keys.isEmpty()) {
            return new Signed.Forged<>("no such bot is registered");
        }
        Optional<CompactJws> jws = CompactJws.of(text, type, LONGEST);
        if (jws.isEmpty()) {
            return new Signed.Forged<>("not a JWS of the type " + type);
        }
        Optional<JsonWebKey> key = keys.stream()
                .filter(each -> jws.get().kid().equals(each.getKeyId())
                        && jws.get().algorithm().equals(KeyAlgorithm.of(each)))
                .findFirst();
        if (key.isEmpty()) {
            return new Signed.Forged<>("its header names no key of that bot");
        }
        if (!jws.get().isSignedBy(key.get())) {
            return new Signed.Forged<>("the signature does not fit");
        }
        Optional<C> claims = reader.apply(jws.get().payload());
        return claims.isPresent()
                ? new Signed.Claims<>(claims.get())
                : new Signed.Forged<>("its claims are not those of the type " + type);
    }

    private RegisteredBots registered() {
        return bots.map(WatchedFile::content).orElse(RegisteredBots.NONE);
    }
}
