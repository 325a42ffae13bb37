package io.postern.approval.adapter.postgres;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.app.Admission;
import io.postern.approval.app.AdmitEmergency;
import io.postern.approval.app.PolicyVersions;
import io.postern.approval.domain.Review;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.ReviewNeeded;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.Ruling;
import io.postern.policy.TargetFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GovernanceTablesTest {
    private static final TestPostgres POSTGRES = new TestPostgres();
    private static final Duration WEEK = Duration.ofDays(7);

    private static JdbcTransactions transactions;

    @BeforeAll
    static void migrate() throws IOException {
        POSTGRES.start();
        try (InputStream in = GovernanceTablesTest.class.getResourceAsStream("/db/migration/V3__governance.sql")) {
            POSTGRES.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        transactions = new JdbcTransactions(POSTGRES.dataSource());
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @BeforeEach
    void empty() {
        POSTGRES.run("TRUNCATE policy_version, policy_current, known_vm, review");
    }

    @Test
    void ofInstancesThatChangeAtOnceOneTellsIt() throws Exception {
        PostgresPolicyVersions versions = new PostgresPolicyVersions(transactions.dataSource());
        for (String version : List.of("v1", "v2")) {
            List<PolicyVersions.Turn> turns = atOnce(4, () -> {
                assertThat(versions.keep(version, "text of " + version, NOW)).isTrue();
                return versions.turnTo(version, NOW);
            });
            assertThat(turns).filteredOn(PolicyVersions.Turn::changed).hasSize(1);
        }
        assertThat(versions.keep("v1", "another text", NOW)).isFalse();
        assertThat(versions.find("v1")).map(PolicyVersions.Written::text).contains("text of v1");
        assertThat(versions.find("v3")).isEmpty();
        assertThat(versions.newest(10))
                .containsExactly(new PolicyVersions.Kept("v2", NOW, true), new PolicyVersions.Kept("v1", NOW, false));
        assertThat(versions.newest(1)).hasSize(1);
    }

    @Test
    void vmsAreKnownAsLastSeenInWhateverCaseTheyAreAskedFor() {
        PostgresKnownVms vms = new PostgresKnownVms(transactions.dataSource());
        vms.assessed(assessed("web-1", "dev", null), NOW);
        vms.assessed(assessed("web-1", "prod", null), NOW);
        vms.assessed(assessed("db-1", "prod", null), NOW);
        vms.assessed(assessed("db-1", "prod", "VmDeleted"), NOW);

        Map<VmId, TargetFacts.Seen> seen = vms.seen(List.of(vm("WEB-1"), vm("db-1"), vm("jump-1"), vm("web-1")));

        assertThat(seen).hasSize(1).hasEntrySatisfying(vm("web-1"), known -> {
            assertThat(known.tags()).containsEntry("env", "prod");
            assertThat(known.status()).isEqualTo("PROTECTED");
            assertThat(known.guard()).isEqualTo("NSG");
            assertThat(known.openManagementPorts()).containsExactly(22);
        });
        assertThat(vms.seen(List.of())).isEmpty();
    }

    @Test
    void ofTwoEmergenciesAtOnceOneIsTheLast() throws Exception {
        Glass glass = new Glass(List.of());
        for (int round = 0; round < 5; round++) {
            POSTGRES.run("TRUNCATE review");
            glass.told.clear();
            assertThat(glass.admit(REQUESTER)).isInstanceOf(Admission.Granted.class);

            List<Admission> both = atOnce(2, () -> glass.admit(REQUESTER));

            assertThat(both)
                    .hasOnlyElementsOfTypes(Admission.Granted.class, Admission.Refused.class)
                    .filteredOn(Admission.Granted.class::isInstance)
                    .hasSize(1);
            assertThat(glass.told).hasSize(2).hasOnlyElementsOfType(ReviewNeeded.class);
        }
    }

    @Test
    void theLimitIsOfTheHumanAndNotOfTheAccount() throws Exception {
        Glass glass = new Glass(List.of(Set.of(REQUESTER, SECOND_APPROVER)));
        assertThat(glass.admit(REQUESTER)).isInstanceOf(Admission.Granted.class);
        assertThat(glass.admit(SECOND_APPROVER)).isInstanceOf(Admission.Granted.class);

        assertThat(glass.admit(SECOND_APPROVER)).isInstanceOf(Admission.Refused.class);
        assertThat(glass.admit(APPROVER)).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void whatWasFoundIsKeptWithWhoFoundIt() {
        Glass glass = new Glass(List.of());
        RequestSubmitted request = glass.submit(REQUESTER);
        Review.Made made = new Review.Made(APPROVER, "Ada", false, "not an emergency", NOW);

        transactions.call(() -> {
            assertThat(glass.reviews.hold(request.requestId())).isPresent();
            glass.reviews.keep(made, request.requestId());
            return made;
        });

        assertThat(glass.reviews.sinceOrAwaited(NOW.minus(WEEK)))
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.made()).isEqualTo(made);
                    assertThat(review.requester()).isEqualTo(REQUESTER);
                    assertThat(review.reviewerGroups()).containsExactly("security");
                    assertThat(review.dueAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
                });
        assertThat(glass.reviews.sinceOrAwaited(NOW)).isEmpty();
    }

    private static VmAssessed assessed(String name, String env, @Nullable String reason) {
        return new VmAssessed(
                vm(name),
                "westeurope",
                "Linux",
                List.of(),
                VmAssessed.JitStatus.PROTECTED,
                reason,
                null,
                new VmAssessed.Posture(VmAssessed.Guard.NSG, null, List.of(22)),
                Map.of("env", env));
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(Stream.generate(() -> (Callable<T>) () -> transactions.call(work))
                    .limit(times)
                    .toList())) {
                results.add(each.get());
            }
            return results;
        }
    }

    /** Emergencies by a policy that allows two a week. */
    private static final class Glass {
        private final Queue<PosternEvent> told = new ConcurrentLinkedQueue<>();
        private final PostgresReviews reviews = new PostgresReviews(transactions.dataSource());
        private final AdmitEmergency emergencies = new AdmitEmergency(reviews, this::policy, told::add);
        private final TestPolicy policy;

        Glass(List<Set<PersonId>> linked) {
            policy = TestPolicy.read("v1: a").linking(Set.copyOf(linked));
        }

        private ApprovalPolicy policy() {
            return policy;
        }

        Admission admit(PersonId person) {
            return admit(request(person));
        }

        RequestSubmitted submit(PersonId person) {
            RequestSubmitted request = request(person);
            assertThat(admit(request)).isInstanceOf(Admission.Granted.class);
            return request;
        }

        private Admission admit(RequestSubmitted request) {
            Ruling.BreaksGlass ruling = new Ruling.BreaksGlass(
                    List.of("emergency"), List.of(), List.of("security"), Duration.ofHours(24), 2, WEEK);
            return transactions.call(() -> emergencies.admit(request, ruling, policy, NOW));
        }

        private static RequestSubmitted request(PersonId person) {
            RequestSubmitted some = lasting(Duration.ofHours(1), "db-1");
            return new RequestSubmitted(
                    some.requestId(), person, some.targets(), some.duration(), null, null, true, some.personal());
        }
    }
}
