package io.postern.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.policy.read.PolicyReader;
import io.postern.policy.replay.Change;
import io.postern.policy.replay.Change.Direction;
import io.postern.policy.replay.PastRequest;
import io.postern.policy.replay.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecidingTest {
    private static final String A = "33333333-0000-0000-0000-00000000000a";
    private static final String B = "33333333-0000-0000-0000-00000000000b";
    private static final String HEAD = """
            name: p
            groups: { a: %s, b: %s }
            schedules: { office: { zone: Europe/Amsterdam, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00" } }
            """.formatted(A, B);

    private static ApprovalPolicy policy(String rest) {
        return PolicyReader.read(HEAD + rest);
    }

    @Test
    void aRuleThatForbidsBeatsOneThatApproves() {
        ApprovalPolicy policy = policy("""
                rules:
                  - { name: all, approve: automatically }
                  - { name: no-rdp-at-night, when: 3389 in request.ports, outside: office, deny: RDP only in office hours. }
                """);
        Asked rdp = Asked.of().targets(Asked.target("web-1", 22), Asked.target("db-1", 3389));
        assertThat(policy.decide(rdp.facts())).isInstanceOf(Ruling.Automatic.class);
        assertThat(policy.decide(rdp.at("2026-11-23T19:00:00Z").facts()))
                .isEqualTo(new Ruling.Denies(
                        List.of("no-rdp-at-night"), "denied-by-rule", "RDP only in office hours.", List.of()));
    }

    @Test
    void whatNobodyKnowsNeverHelps() {
        ApprovalPolicy policy = policy("""
                rules:
                  - { name: tests, when: "target.tags['env'] == 'test'", approve: automatically }
                  - { name: prod, when: "target.tags['env'] == 'prod'", deny: Not there. }
                """);
        assertThat(policy.decide(Asked.of()
                        .targets(Asked.tagged("x", Map.of("env", "test"), 22))
                        .facts()))
                .isInstanceOf(Ruling.Automatic.class);
        assertThat(policy.decide(Asked.of("x").facts()))
                .isInstanceOfSatisfying(
                        Ruling.Denies.class,
                        denies -> assertThat(denies.detail())
                                .startsWith("Not there.")
                                .contains("could not be worked out"));
    }

    @Test
    void requirementsAddUpAndEachThatIsMissingIsSaid() {
        ApprovalPolicy policy = policy("""
                rules:
                  - { name: all, approve: { stages: [ { from: a } ] } }
                  - { name: one, require: { ticket: '^INC-[0-9]+$', maxDuration: PT4H, patience: PT2H } }
                  - { name: two, require: { justification: { minLength: 20, pattern: disk }, maxDuration: PT2H, risk: high } }
                """);
        assertThat(policy.decide(Asked.of("x").hours(3).saying("help", "INC-x").facts()))
                .isInstanceOfSatisfying(Ruling.Denies.class, denies -> {
                    assertThat(denies.reason()).isEqualTo("requirement-unmet");
                    assertThat(denies.unmet())
                            .containsExactly(
                                    "Name a ticket that fits ^INC-[0-9]+$ (rule one).",
                                    "Give a reason that fits disk (rule two).",
                                    "Give a reason of at least 20 characters (rule two).",
                                    "Ask for at most 2 hours (rule two).");
                });
        assertThat(policy.decide(Asked.of("x")
                        .saying("the disk is full since noon", "INC-1")
                        .facts()))
                .isEqualTo(new Ruling.Asks(
                        List.of("all"), List.of(new Stage("all", List.of(A), 1)), Risk.HIGH, Duration.ofHours(2)));
    }

    @Test
    void rulesThatAskTheSameGroupsShareThePlacesAndOthersDoNot() {
        ApprovalPolicy policy = policy("""
                rules:
                  - { name: one, approve: { stages: [ { from: [a, b] }, { from: a } ] } }
                  - { name: two, approve: { stages: [ { from: [b, a], count: 2 } ] } }
                  - { name: three, approve: { stages: [ { from: a }, { from: a } ] } }
                """);
        assertThat(policy.decide(Asked.of("x").facts()))
                .isInstanceOfSatisfying(
                        Ruling.Asks.class,
                        asks -> assertThat(asks.stages())
                                .containsExactlyInAnyOrder(
                                        new Stage("two", List.of(B, A), 2), new Stage("three", List.of(A), 2)));
    }

    @Test
    void aRequestOfNothingIsDenied() {
        assertThat(policy("rules: [ { name: all, approve: automatically } ]\n")
                        .decide(Asked.of().facts()))
                .isInstanceOf(Ruling.Denies.class);
    }

    @Test
    void aTargetThatNoRuleApprovesIsDeniedWithoutOtherwise() {
        ApprovalPolicy policy =
                policy("rules: [ { name: web, when: target.name == 'web-1', approve: automatically } ]\n");
        assertThat(policy.decide(Asked.of("web-1", "db-1").facts()))
                .isEqualTo(new Ruling.Denies(List.of(), "no-rule", "No rule approves access to db-1.", List.of()));
    }

    @Test
    void extensionsAreLimitedAndRulesMayLookAtThem() {
        ApprovalPolicy policy = policy("""
                extensions: { atMost: 2 }
                rules:
                  - { name: first, when: request.extension == 0, approve: automatically }
                  - { name: more, when: request.extension > 0, approve: { stages: [ { from: a } ] } }
                """);
        assertThat(policy.decide(Asked.of("x").facts())).isInstanceOf(Ruling.Automatic.class);
        assertThat(policy.decide(Asked.of("x").extension(2).facts())).isInstanceOf(Ruling.Asks.class);
        assertThat(policy.decide(Asked.of("x").extension(3).facts()))
                .isInstanceOfSatisfying(
                        Ruling.Denies.class,
                        denies -> assertThat(denies.unmet())
                                .containsExactly("Ask anew: a request is extended at most 2 times."));
    }

    @Test
    void anEmergencyPassesOverStagesAndRequirementsButNoProhibition() {
        ApprovalPolicy policy = policy("""
                rules:
                  - { name: all, approve: { stages: [ { from: b, count: 2 } ] } }
                  - { name: tickets, require: { ticket: INC } }
                  - { name: never, when: target.name == 'vault-1', deny: Never. }
                breakGlass:
                  - { name: emergency, who: a, justification: { minLength: 5 }, review: { by: b, within: PT4H } }
                """);
        Asked emergency = Asked.of("x").in(Set.of(A)).emergency();
        assertThat(policy.decide(emergency.facts()))
                .isEqualTo(new Ruling.BreaksGlass(
                        List.of("emergency"),
                        List.of(new Stage("all", List.of(B), 2)),
                        List.of(B),
                        Duration.ofHours(4),
                        2,
                        Duration.ofDays(7)));
        assertThat(policy.decide(Asked.of("vault-1").in(Set.of(A)).emergency().facts()))
                .isInstanceOfSatisfying(
                        Ruling.Denies.class,
                        denies -> assertThat(denies.reason()).isEqualTo("denied-by-rule"));
        assertThat(policy.decide(emergency.in(null).facts())).isInstanceOf(Ruling.Denies.class);
    }

    @Test
    void aReplayShowsEveryDecisionThatWouldChangeAndNoOther() {
        ApprovalPolicy before = policy("""
                rules:
                  - { name: web, when: target.name == 'web-1', approve: automatically }
                otherwise: { stages: [ { from: a } ] }
                """);
        ApprovalPolicy after = policy("""
                rules:
                  - { name: the-web, when: target.name == 'web-1', approve: automatically }
                  - { name: db, when: target.name == 'db-1', approve: { stages: [ { from: a, count: 2 } ] } }
                  - { name: jump, when: target.name == 'jump-1', approve: automatically }
                otherwise: { stages: [ { from: a } ] }
                """);
        List<PastRequest> past = List.of(
                new PastRequest("1", Asked.of("web-1").facts()),
                new PastRequest("2", Asked.of("db-1").facts()),
                new PastRequest("3", Asked.of("other").facts()),
                new PastRequest("4", Asked.of("jump-1").facts()));
        assertThat(Replay.compare(before, after, past))
                .extracting(Change::requestId, Change::direction, Change::before, Change::after)
                .containsExactly(
                        tuple(
                                "2",
                                Direction.STRICTER,
                                "asks 1 of a, risk low, within 1 day (otherwise)",
                                "asks 2 of a, risk low, within 1 day (db)"),
                        tuple(
                                "4",
                                Direction.MORE_LENIENT,
                                "asks 1 of a, risk low, within 1 day (otherwise)",
                                "automatic (jump)"));
        assertThat(Replay.compare(before, before, past)).isEmpty();
    }
}
