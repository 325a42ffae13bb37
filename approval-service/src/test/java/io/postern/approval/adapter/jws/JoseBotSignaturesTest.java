package io.postern.approval.adapter.jws;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.Bot;
import io.postern.approval.app.Signed;
import io.postern.approval.domain.proof.DecisionClaims;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoseBotSignaturesTest {
    private static final RequestId REQUEST = RequestId.next();
    private final Bot bot = new Bot("sample", "demo", Bot.newKey("sample-1"));
    private final Bot other = new Bot("other", "demo", Bot.newKey("sample-1"));

    @TempDir
    private Path dir;

    private Path file;
    private JoseBotSignatures signatures;

    @BeforeEach
    void register() throws IOException {
        file = Files.writeString(dir.resolve("bots.json"), Bot.registration(bot, other));
        signatures = new JoseBotSignatures(Optional.of(file));
    }

    @Test
    void aVerdictIsReadWithAllThatItSays() {
        Map<String, Object> claims = claims();
        claims.put("narrow", Map.of("duration", "PT30M", "ports", List.of(22), "sources", List.of("203.0.113.7/32")));
        DecisionClaims read = genuine(claims);
        assertThat(read.subject()).isEqualTo(REQUEST.value());
        assertThat(read.verdict()).isEqualTo(Verdict.APPROVE);
        assertThat(read.approver()).isEqualTo(APPROVER);
        assertThat(read.account()).isEqualTo("T1/U1");
        assertThat(read.reason()).isEqualTo("planned work");
        assertThat(read.narrowing())
                .isEqualTo(new Narrowing(
                        Duration.ofMinutes(30), List.of(new Port(22)), List.of(Cidr.parse("203.0.113.7/32"))));
        assertThat(genuine(claims()).narrowing()).isNull();
    }

    @Test
    void aBotThatIsNotRegisteredOrAnotherBotsKeyProvesNothing() {
        String jws = signed(claims(), _ -> {});
        assertForged(signatures.decision("nobody", jws));
        assertForged(signatures.decision("other", jws));
        assertForged(new JoseBotSignatures(Optional.empty()).decision("sample", jws));
        assertForged(read(new Bot("sample", "demo", Bot.newKey("sample-1")).signed(Bot.DECISION, claims(), _ -> {})));
    }

    @Test
    void aCodeIsNoVerdictAndAVerdictNoCode() {
        String code = bot.enrolment("T1/U1", NOW);
        assertThat(signatures.enrolment("sample", code)).isInstanceOf(Signed.Claims.class);
        assertForged(read(code));
        assertThat(signatures.enrolment("sample", signed(claims(), _ -> {}))).isInstanceOf(Signed.Forged.class);
        assertForged(read(bot.signed(Bot.ENROLMENT, claims(), _ -> {})));
    }

    @Test
    void oneClaimTooManyTooFewOrOfAnotherTypeIsAForgery() {
        for (String name : claims().keySet()) {
            for (Object wrong : new Object[] {null, true, List.of("x"), Map.of(), 1.5, "", "\u0000"}) {
                Map<String, Object> claims = claims();
                claims.put(name, wrong);
                assertForged(read(signed(claims, _ -> {})));
            }
            Map<String, Object> without = claims();
            without.remove(name);
            assertForged(read(signed(without, _ -> {})));
        }
        for (Object wrong : Arrays.asList(
                null,
                "PT1H",
                Map.of(),
                Map.of("duration", "-PT1H"),
                Map.of("duration", 3600),
                Map.of("ports", List.of()),
                Map.of("ports", List.of("22")),
                Map.of("ports", List.of(70_000)),
                Map.of("sources", List.of("everywhere")),
                Map.of("ports", List.of(22), "widen", true),
                Map.of("ports", Collections.nCopies(51, 22)))) {
            Map<String, Object> claims = claims();
            claims.put("narrow", wrong);
            assertForged(read(signed(claims, _ -> {})));
        }
        Map<String, Object> more = claims();
        more.put("nbf", 1);
        assertForged(read(signed(more, _ -> {})));
        assertForged(with("verdict", "Approve"));
        assertForged(with("reason", "x".repeat(501)));
        assertForged(with("reason", "\u001b[2J"));
        assertForged(with("account", "a name"));
        assertForged(with("jti", "short"));
        assertForged(with("approver", Map.of("tenant", "t", "oid", "o", "email", "a@b.c")));
        assertForged(with("approver", Map.of("tenant", "t")));
        assertForged(with("approver", Map.of("tenant", "t", "oid", "o o")));
        assertForged(read(bot.signed(
                Bot.DECISION, JsonUtil.toJson(claims()).replaceFirst("\\{", "{\"verdict\":\"deny\","), _ -> {})));
    }

    @Test
    void theHeaderBringsNothingOfItsOwn() {
        for (String name : List.of("jku", "x5u", "x5c", "cty", "b64", "zip")) {
            assertForged(read(signed(claims(), jws -> jws.setHeader(name, "x"))));
        }
        assertForged(read(signed(claims(), jws -> jws.setJwkHeader(bot.key()))));
        assertForged(read(signed(claims(), jws -> jws.setHeader("typ", "JWT"))));
        assertForged(read(signed(claims(), jws -> jws.setKeyIdHeaderValue("sample-2"))));
        assertForged(read(signed(claims(), _ -> {}) + "="));
        assertForged(read("x".repeat(9000)));
    }

    @Test
    void aChangedFileHoldsAtOnceAndAFaultyOneTakesNothingAway() throws IOException {
        assertThat(genuine(claims())).isNotNull();
        String secret = bot.key().toJson(OutputControlLevel.INCLUDE_PRIVATE);
        for (String text : List.of(
                "",
                "{}",
                "[{\"name\":\"sample\"}]",
                "[{\"name\":\"sample\",\"keys\":[]}]",
                "[{\"name\":\"Sample\",\"keys\":[]}]",
                "[{\"name\":\"sample\",\"keys\":[" + secret + "]}]",
                "[{\"name\":\"sample\",\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"x\"}]}]",
                Bot.registration(bot, bot),
                Bot.registration(bot).replace("]}]", ",{},{}]}]"))) {
            Files.writeString(file, text);
            assertThat(signatures.bots()).as(text).containsExactlyInAnyOrder("sample", "other");
        }
        Files.writeString(file, Bot.registration(new Bot("sample", "demo", Bot.newKey("sample-2"))));
        assertForged(read(signed(claims(), _ -> {})));
        assertThat(signatures.bots()).containsExactly("sample");
        Files.writeString(file, "[]");
        assertThat(signatures.bots()).isEmpty();
    }

    @Test
    void withoutTheFileNoBotIsBelievedUntilItIsBack() throws IOException {
        String registered = Files.readString(file);
        assertThat(genuine(claims())).isNotNull();
        Files.delete(file);
        assertForged(read(signed(claims(), _ -> {})));
        assertThat(signatures.bots()).isEmpty();
        Files.writeString(file, registered);
        assertThat(genuine(claims())).isNotNull();
    }

    private Signed<DecisionClaims> with(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return read(signed(claims, _ -> {}));
    }

    private Map<String, Object> claims() {
        return bot.decision(REQUEST, "digest", "approve", APPROVER, "T1/U1", NOW);
    }

    private String signed(Map<String, Object> claims, Consumer<JsonWebSignature> change) {
        return bot.signed(Bot.DECISION, claims, change);
    }

    private Signed<DecisionClaims> read(String jws) {
        return signatures.decision("sample", jws);
    }

    private DecisionClaims genuine(Map<String, Object> claims) {
        return switch (read(signed(claims, _ -> {}))) {
            case Signed.Claims<DecisionClaims>(DecisionClaims read) -> read;
            case Signed.Forged<DecisionClaims>(String because) -> throw new AssertionError(because);
        };
    }

    private static void assertForged(Signed<DecisionClaims> read) {
        assertThat(read).isInstanceOf(Signed.Forged.class);
    }
}
