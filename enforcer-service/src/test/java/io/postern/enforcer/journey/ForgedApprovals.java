package io.postern.enforcer.journey;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Approvals as an attacker would make them who reads and writes the topic: each out of a good one, each spoilt in its own way. */
final class ForgedApprovals {
    private final PublicJsonWebKey pinned;
    private final Random random;
    private final List<Function<Approved, Approved>> ways = new ArrayList<>();

    /** @param pinned the genuine key, with which an attacker can be imagined to have got anything else signed */
    ForgedApprovals(PublicJsonWebKey pinned, long seed) {
        this.pinned = pinned;
        this.random = new Random(seed);
        altered();
        claimed();
        keyed();
        spelt();
        Collections.shuffle(ways, random);
    }

    /** So many, all ways in turn, made of approvals that would open a port if they were left alone. */
    List<Approved> of(Function<RequestId, Approved> good, int howMany) {
        List<Approved> forged = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            forged.add(ways.get(i % ways.size()).apply(good.apply(RequestId.next())));
        }
        return forged;
    }

    /** Other terms under the old signature. */
    private void altered() {
        way(a -> with(a, a.requester(), a.targets(), a.duration().plusSeconds(1 + random.nextInt(3600)), a.personal()));
        way(a -> with(a, new PersonId("other-tenant", a.requester().oid()), a.targets(), a.duration(), a.personal()));
        way(a -> with(a, new PersonId(a.requester().tenant(), "mallory"), a.targets(), a.duration(), a.personal()));
        way(a -> with(
                a,
                a.requester(),
                List.of(
                        a.targets().getFirst(),
                        new Target(PolicyJourney.JUMP, a.targets().getFirst().ports())),
                a.duration(),
                a.personal()));
        way(a -> with(
                a,
                a.requester(),
                a.targets(),
                a.duration(),
                new Approved.Personal(
                        List.of(Cidr.parse("198.51.100." + random.nextInt(256) + "/32")),
                        a.personal().nonce())));
        way(a -> with(
                a,
                a.requester(),
                a.targets(),
                a.duration(),
                new Approved.Personal(a.personal().sources(), "n")));
        way(a -> new Approved(
                a.requestId(),
                a.requester(),
                a.targets(),
                a.duration(),
                null,
                a.notAfter().plus(Duration.ofDays(1)),
                a.approvers(),
                a.policyRule(),
                a.policyVersion(),
                a.jws(),
                a.personal()));
        way(a -> new Approved(
                RequestId.next(),
                a.requester(),
                a.targets(),
                a.duration(),
                null,
                a.notAfter(),
                a.approvers(),
                a.policyRule(),
                a.policyVersion(),
                a.jws(),
                a.personal()));
    }

    /** Signed with the right key, but for another place, time or purpose. */
    private void claimed() {
        claims(c -> c.setAudience("postern-enforcer/other-instance"));
        claims(c -> c.setIssuer("postern-approval/other-instance"));
        claims(c -> c.setSubject(RequestId.next().value()));
        claims(c -> c.setStringClaim("digest", digest()));
        claims(c -> c.setClaim("exp", Long.MAX_VALUE));
        claims(c -> c.setClaim("exp", 1));
        claims(c -> c.setClaim("iat", 4_000_000_000L));
        claims(c -> c.setJwtId(""));
        claims(c -> c.setJwtId("j".repeat(65 + random.nextInt(500))));
        claims(c -> c.setClaim("admin", true));
        claims(c -> c.setAudience("postern-enforcer/demo", "postern-enforcer/other"));
        for (String claim : List.of("iss", "aud", "sub", "jti", "iat", "exp", "digest")) {
            claims(c -> c.unsetClaim(claim));
            claims(c -> c.setClaim(claim, random.nextBoolean() ? null : List.of()));
        }
    }

    /** Signed by somebody else, or by nobody. */
    private void keyed() {
        resigned(_ -> TestKeys.generate(pinned.getKeyId()), "");
        resigned(_ -> TestKeys.generate("unknown-" + random.nextInt()), "");
        resigned(_ -> p256(pinned.getKeyId()), "");
        for (String header : List.of("jku", "x5u", "x5c", "b64", "cty", "crit")) {
            resigned(_ -> pinned, header);
        }
        way(a -> TestKeys.with(a, TestKeys.compact(payload(a), pinned, jws -> jws.setJwkHeader(pinned))));
        way(a -> TestKeys.with(a, TestKeys.compact(payload(a), pinned, jws -> jws.setHeader("typ", "JWT"))));
        way(a -> TestKeys.with(a, TestKeys.compact(payload(a), pinned, jws -> {
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey(pinned.getPublicKey().getEncoded()));
        })));
        for (String alg : List.of("none", "None", "ES256", "RS256", "HS256", "EdDSA ", "")) {
            way(a -> TestKeys.with(
                    a,
                    base64("{\"alg\":\"" + alg + "\",\"kid\":\"" + pinned.getKeyId()
                                    + "\",\"typ\":\"postern-approval+jwt\"}")
                            + "." + a.jws().split("\\.")[1] + "."
                            + (random.nextBoolean() ? a.jws().split("\\.")[2] : "")));
        }
    }

    /** Cut, swapped, flipped, dressed up. */
    private void spelt() {
        way(a -> TestKeys.with(a, a.jws().substring(0, random.nextInt(a.jws().length()))));
        way(a -> TestKeys.with(a, a.jws() + "="));
        way(a -> TestKeys.with(a, a.jws() + "\n"));
        way(a -> TestKeys.with(a, a.jws().replace('.', ',')));
        way(a -> TestKeys.with(a, a.jws() + "." + a.jws().split("\\.")[2]));
        way(a -> TestKeys.with(a, "{\"payload\":\"" + a.jws().split("\\.")[1] + "\"}"));
        way(a -> TestKeys.with(a, "x".repeat(4097)));
        for (int i = 0; i < 12; i++) {
            way(a -> TestKeys.with(a, flipped(a.jws())));
        }
    }

    private void way(Function<Approved, Approved> way) {
        ways.add(way);
    }

    private void claims(Consumer<JwtClaims> change) {
        way(a -> TestKeys.signed(a, pinned, change));
    }

    private void resigned(Function<Approved, PublicJsonWebKey> by, String header) {
        way(a -> TestKeys.with(a, TestKeys.compact(payload(a), by.apply(a), jws -> {
            if (!header.isEmpty()) {
                jws.setHeader(header, header.equals("crit") ? List.of() : "https://evil.example/keys");
            }
        })));
    }

    private String flipped(String jws) {
        int at;
        do {
            at = random.nextInt(jws.length());
        } while (jws.charAt(at) == '.');
        char other = jws.charAt(at) == 'A' ? 'B' : 'A';
        return jws.substring(0, at) + other + jws.substring(at + 1);
    }

    private static String digest() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(EventId.next().value().getBytes(StandardCharsets.US_ASCII));
    }

    private static String payload(Approved approved) {
        return new String(Base64.getUrlDecoder().decode(approved.jws().split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PublicJsonWebKey p256(String kid) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Approved with(
            Approved a, PersonId requester, List<Target> targets, Duration duration, Approved.Personal personal) {
        return new Approved(
                a.requestId(),
                requester,
                targets,
                duration,
                null,
                a.notAfter(),
                a.approvers(),
                a.policyRule(),
                a.policyVersion(),
                a.jws(),
                personal);
    }
}
