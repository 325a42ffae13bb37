package io.postern.enforcer.journey;

import static io.postern.enforcer.journey.Stage.post;
import static io.postern.enforcer.journey.Stage.ruleNames;
import static io.postern.enforcer.journey.Stage.setting;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of the journey that is about access which is made to last longer. */
abstract class ExtensionJourney extends PolicyJourney {
    @Test
    void anExtendedAccessIsOpenWithoutAGapAndEndsOnceAtItsNewEnd() {
        Approved approved = approval(WEB, Duration.ofSeconds(5));
        wire.tell(Source.APPROVAL_SERVICE, approved);
        RulesApplied first = applied(approved.requestId());

        Approved extension = extension(approved, 1, first.until().plusSeconds(3));
        wire.tell(Source.APPROVAL_SERVICE, extension);
        RulesRemoved old = removed(first.grantId());
        wire.tell(Source.APPROVAL_SERVICE, extension);
        wire.tell(Source.EXPIRY_SERVICE, new Expired(approved.requestId(), first.grantId(), first.until()));

        assertThat(old.reason()).isEqualTo(CloseReason.EXTENDED);
        RulesApplied second = wire.next(
                RulesApplied.class,
                about -> about.requestId().equals(approved.requestId())
                        && !about.grantId().equals(first.grantId()));
        assertThat(second.until()).isEqualTo(first.until().plusSeconds(3));
        assertThat(ruleNames()).contains(second.ruleName()).doesNotContain(first.ruleName());
        RulesRemoved gone = removed(second.grantId());
        assertThat(gone.reason()).isEqualTo(CloseReason.EXPIRED);
        assertThat(Instant.now()).isBetween(second.until(), second.until().plusSeconds(2));

        assertThat(accepted("PUT", second.ruleName())).isBefore(accepted("DELETE", first.ruleName()));
        assertThat(accepted("DELETE", first.ruleName())).isBefore(first.until());
        assertThat(accepted("DELETE", second.ruleName())).isAfterOrEqualTo(second.until());
        assertThat(wire.next(
                                AttemptRefused.class,
                                about -> about.about()
                                        .equals(approved.requestId().value()))
                        .reason())
                .isEqualTo("replay");
        wire.tell(Source.APPROVAL_SERVICE, extension(approved, 2, second.until().plusSeconds(600)));
        assertThat(refused(approved.requestId()).reason()).isEqualTo("too-late");
    }

    @Test
    void aRevocationTakesAnExtendedAccessAwayAndAnExtensionThatNobodySignedNeverComes() {
        Approved approved = approval(WEB, Duration.ofMinutes(10));
        wire.tell(Source.APPROVAL_SERVICE, approved);
        RulesApplied first = applied(approved.requestId());
        Approved genuine = extension(approved, 1, first.until().plusSeconds(600));
        wire.tell(Source.APPROVAL_SERVICE, altered(genuine));
        assertThat(wire.next(
                                AttemptRefused.class,
                                about -> about.about()
                                        .equals(approved.requestId().value()))
                        .reason())
                .isEqualTo("signature");
        wire.tell(Source.APPROVAL_SERVICE, genuine);
        removed(first.grantId());

        assertThat(post("/api/v1/grants/" + first.grantId() + "/close", "postern-request", "{\"reason\":\"revoked\"}")
                        .body())
                .contains("\"closed\"");

        RulesRemoved second = wire.next(
                RulesRemoved.class,
                about -> about.requestId().equals(approved.requestId()) && about.reason() == CloseReason.REVOKED);
        assertThat(second.grantId()).isNotEqualTo(first.grantId());
        assertThat(ruleNames()).doesNotContain(first.ruleName(), second.ruleName());
    }

    private RulesApplied applied(RequestId request) {
        return wire.next(RulesApplied.class, about -> about.requestId().equals(request));
    }

    private RulesRemoved removed(GrantId grant) {
        return wire.next(RulesRemoved.class, about -> about.grantId().equals(grant));
    }

    private EnforcementRefused refused(RequestId request) {
        return wire.next(EnforcementRefused.class, about -> about.requestId().equals(request));
    }

    private static Approved extension(Approved approved, int number, Instant endsAt) {
        return signed(new Approved(
                approved.requestId(),
                approved.requester(),
                approved.targets(),
                null,
                endsAt,
                endsAt,
                List.of(),
                "automatic",
                "1",
                "",
                number,
                null,
                approved.personal()));
    }

    /** Signed as the first extension, and sent as the second. */
    private static Approved altered(Approved genuine) {
        return new Approved(
                genuine.requestId(),
                genuine.requester(),
                genuine.targets(),
                null,
                genuine.endsAt(),
                genuine.notAfter(),
                List.of(),
                "automatic",
                "1",
                genuine.jws(),
                2,
                null,
                genuine.personal());
    }

    /** When Azure took a write about a rule: the history of the emulator, which no service of ours can bend. */
    private static Instant accepted(String method, String rule) {
        List<Map<String, Object>> history = given().baseUri(setting("test.azure"))
                .get("/_emulator/history")
                .jsonPath()
                .getList("value");
        return history.stream()
                .filter(write -> write.get("method").equals(method)
                        && write.get("path").toString().endsWith("/" + rule)
                        && write.get("status").toString().startsWith("2"))
                .map(write -> Instant.parse(write.get("time").toString()))
                .findFirst()
                .orElseThrow();
    }
}
