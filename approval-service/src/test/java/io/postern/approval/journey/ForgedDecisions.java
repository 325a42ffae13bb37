package io.postern.approval.journey;

import io.postern.approval.Bot;
import io.postern.approval.Requests;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.DecisionMade;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Verdicts as an attacker would bring them who reads and writes the topic: each out of a good one, each spoilt in its own way. */
final class ForgedDecisions {
    private static final Bot BOT = Tokens.bot("sample");

    private final Random random;
    private final String account;
    private final List<Function<RequestSubmitted, ProducerRecord<String, byte[]>>> ways = new ArrayList<>();

    ForgedDecisions(String account, long seed) {
        this.account = account;
        this.random = new Random(seed);
        altered();
        claimed();
        keyed();
        spelt();
        wrapped();
        Collections.shuffle(ways, random);
    }

    /** So many, all ways in turn, about these requests in turn. */
    List<ProducerRecord<String, byte[]>> about(List<RequestSubmitted> requests, int howMany) {
        List<ProducerRecord<String, byte[]>> forged = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            forged.add(ways.get(i % ways.size()).apply(requests.get(i % requests.size())));
        }
        return forged;
    }

    /** What a bot would bring. */
    static ProducerRecord<String, byte[]> record(RequestId request, String bot, String jws, EventId id) {
        DecisionMade made = new DecisionMade(request, bot, new DecisionMade.Personal(jws));
        Envelope envelope = new Envelope(id, Source.APPROVAL_BOT, 1, Instant.now(), made);
        return record(request, new EventCodec().encode(envelope));
    }

    private static ProducerRecord<String, byte[]> record(RequestId request, byte[] value) {
        return new ProducerRecord<>(Topic.DECISIONS.wireName(), request.value(), value);
    }

    private Map<String, Object> good(RequestSubmitted about) {
        return new HashMap<>(BOT.decision(
                about.requestId(), RequestDigest.of(about), "approve", Requests.APPROVER, account, Instant.now()));
    }

    private String genuine(RequestSubmitted about) {
        return BOT.signed(Bot.DECISION, good(about), _ -> {});
    }

    /** Other words under the old signature. */
    private void altered() {
        for (Map.Entry<String, Object> other : Map.<String, Object>of(
                        "verdict", "deny",
                        "reason", "another reason",
                        "account", "T9/U9",
                        "exp", Instant.now().plus(Duration.ofMinutes(4)).getEpochSecond(),
                        "approver", Map.of("tenant", Requests.TENANT, "oid", Requests.SECOND_APPROVER.oid()),
                        "jti", EventId.next().value(),
                        "narrow", Map.of("duration", "PT8H"))
                .entrySet()) {
            jws(about -> {
                String[] parts = genuine(about).split("\\.");
                Map<String, Object> claims = good(about);
                claims.put(other.getKey(), other.getValue());
                return parts[0] + "." + base64(JsonUtil.toJson(claims)) + "." + parts[2];
            });
        }
    }

    /** Signed by the right key, but for another place, time or purpose. */
    private void claimed() {
        long now = Instant.now().getEpochSecond();
        claims(c -> c.put("iss", "postern-bot/other"));
        claims(c -> c.put("aud", "postern-approval/other-instance"));
        claims(c -> c.put("aud", "postern-enforcer/test"));
        claims(c -> c.put("aud", List.of("postern-approval/test")));
        claims(c -> c.put("sub", RequestId.next().value()));
        claims(c -> c.put("digest", base64(EventId.next().value())));
        claims(c -> {
            c.put("iat", now - 400 - random.nextInt(100_000));
            c.put("exp", (long) c.get("iat") + 300);
        });
        claims(c -> c.put("exp", now + 301 + random.nextInt(1_000_000)));
        claims(c -> c.put("iat", now + 200));
        claims(c -> c.put("jti", "x".repeat(65)));
        claims(c -> c.put("email", "approver@contoso.example"));
        claims(c -> c.put("reason", "r".repeat(501)));
        for (String claim : good(Requests.lasting(Duration.ofHours(1), "db-1")).keySet()) {
            claims(c -> c.remove(claim));
            claims(c -> c.put(claim, random.nextBoolean() ? null : List.of(claim)));
        }
    }

    /** Signed by somebody else, or by nobody, or saying so. */
    private void keyed() {
        jws(about -> new Bot("sample", "test", Bot.newKey("sample-1")).signed(Bot.DECISION, good(about), _ -> {}));
        jws(about -> new Bot("sample", "test", Bot.newKey("sample-2")).signed(Bot.DECISION, good(about), _ -> {}));
        jws(about -> new Bot("sample", "test", p256("sample-1")).signed(Bot.DECISION, good(about), _ -> {}));
        jws(about -> Tokens.bot("other").signed(Bot.DECISION, good(about), _ -> {}));
        jws(about -> BOT.signed(Bot.ENROLMENT, good(about), _ -> {}));
        jws(_ -> BOT.enrolment(account, Instant.now()));
        header(jws -> jws.setJwkHeader(BOT.key()));
        header(jws -> jws.setHeader("typ", "JWT"));
        for (String name : List.of("jku", "x5u", "x5c", "b64", "zip", "cty")) {
            header(jws -> jws.setHeader(name, "https://evil.example/keys"));
        }
        header(jws -> {
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey(BOT.key().getPublicKey().getEncoded()));
        });
        for (String alg : List.of("none", "None", "ES256", "RS256", "HS256", "")) {
            jws(about -> {
                String[] parts = genuine(about).split("\\.");
                String head = "{\"alg\":\"" + alg + "\",\"kid\":\"sample-1\",\"typ\":\"" + Bot.DECISION + "\"}";
                return base64(head) + "." + parts[1] + "." + (random.nextBoolean() ? parts[2] : "");
            });
        }
    }

    /** Cut, flipped, dressed up. */
    private void spelt() {
        jws(about -> genuine(about).substring(0, random.nextInt(100)));
        jws(about -> genuine(about) + "=");
        jws(about -> genuine(about) + "\n");
        jws(about -> genuine(about) + "." + genuine(about));
        jws(_ -> "x".repeat(9_000));
        for (int i = 0; i < 10; i++) {
            jws(about -> flipped(genuine(about)));
        }
    }

    /** The event around it is not what it says, or no event. */
    private void wrapped() {
        way(about -> record(RequestId.next(), "sample", genuine(about), EventId.next()));
        way(about -> record(about.requestId(), "other", genuine(about), EventId.next()));
        way(about -> record(about.requestId(), "nobody", genuine(about), EventId.next()));
        way(about -> record(about.requestId(), new byte[0]));
        way(about -> record(about.requestId(), "{\"approved\":true}".getBytes(StandardCharsets.UTF_8)));
        way(about -> record(about.requestId(), new byte[33 * 1024]));
        text(event -> event.replace("postern/approval-bot", "postern/approval-service"));
        text(event -> event.replace("decision.made.v1", "approval.approved.v1"));
        text(event -> event.replace("\"subjectversion\":1", "\"subjectversion\":9000000000000000000"));
        text(event -> event.replace("\"subject\":\"0", "\"subject\":\"7"));
        text(event -> event.replace("\"personal\"", "\"impersonal\""));
    }

    private void way(Function<RequestSubmitted, ProducerRecord<String, byte[]>> way) {
        ways.add(way);
    }

    private void jws(Function<RequestSubmitted, String> way) {
        way(about -> record(about.requestId(), "sample", way.apply(about), EventId.next()));
    }

    private void claims(Consumer<Map<String, Object>> change) {
        jws(about -> {
            Map<String, Object> claims = good(about);
            change.accept(claims);
            return BOT.signed(Bot.DECISION, claims, _ -> {});
        });
    }

    private void header(Consumer<JsonWebSignature> change) {
        jws(about -> BOT.signed(Bot.DECISION, good(about), change));
    }

    private void text(Function<String, String> change) {
        way(about -> {
            byte[] event = record(about.requestId(), "sample", genuine(about), EventId.next())
                    .value();
            return record(
                    about.requestId(),
                    change.apply(new String(event, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        });
    }

    private String flipped(String jws) {
        int at;
        do {
            at = random.nextInt(jws.length());
        } while (jws.charAt(at) == '.');
        return jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
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
}
