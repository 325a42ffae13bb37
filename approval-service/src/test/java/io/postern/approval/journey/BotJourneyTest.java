package io.postern.approval.journey;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.Bot;
import io.postern.approval.Requests;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.EventQuarantined;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.SettingsChanged;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(StubAzure.class)
class BotJourneyTest {
    private static final int FORGED = 230;
    private static final int REPLAYED = 20;
    private static final long SEED = 4_711;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Bot SAMPLE = Tokens.bot("sample");

    private static Wire wire;

    @BeforeAll
    static void connect() {
        wire = new Wire();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @Test
    void aBotsVerdictIsItsPersonsAndCountsOnce() throws Exception {
        enrol(APPROVER, "T1/approver");
        RequestSubmitted request = pending(lasting(Duration.ofHours(1), "db-1"));
        String id = request.requestId().value();
        String jws = decision(request, APPROVER, "T1/approver", _ -> {});
        ProducerRecord<String, byte[]> event =
                ForgedDecisions.record(request.requestId(), "sample", jws, EventId.next());

        wire.bring(List.of(event, event));

        Approved approved = wire.next(Approved.class, id);
        assertThat(approved.approvers()).containsExactly(APPROVER);
        DecisionCounted counted = wire.next(DecisionCounted.class, id);
        assertThat(counted.through()).isEqualTo("sample");
        assertThat(counted.personal().approverName()).isEqualTo("Somebody");
        assertThat(counted.personal().comment()).isEqualTo("planned work");

        String replayed = wire.bring(
                        List.of(ForgedDecisions.record(request.requestId(), "sample", jws, EventId.next())))
                .getFirst();
        assertThat(wire.next(EventQuarantined.class, replayed).because()).isEqualTo("it was used before");
        assertThat(wire.allAbout(id))
                .filteredOn(DecisionCounted.class::isInstance)
                .hasSize(1);
        assertThat(wire.allAbout(id)).noneMatch(DecisionRejected.class::isInstance);
    }

    @Test
    void whatIsGenuineButDoesNotCountIsToldWithItsReason() throws Exception {
        enrol(APPROVER, "T2/approver");
        enrol(REQUESTER, "T2/requester");
        enrol(OUTSIDER, "T2/outsider");
        RequestSubmitted request = pending(lasting(Duration.ofHours(1), "db-1"));

        assertRejected(request, "own-request", decision(request, REQUESTER, "T2/requester", _ -> {}));
        assertRejected(request, "not-an-approver", decision(request, OUTSIDER, "T2/outsider", _ -> {}));
        assertRejected(request, "not-enrolled", decision(request, SECOND_APPROVER, "T2/approver", _ -> {}));
        assertRejected(request, "not-enrolled", decision(request, APPROVER, "T2/nobody", _ -> {}));
        PersonId elsewhere = new PersonId("other-tenant", APPROVER.oid());
        assertRejected(request, "not-enrolled", decision(request, elsewhere, "T2/approver", _ -> {}));
        RequestSubmitted unknown = lasting(Duration.ofHours(1), "db-1");
        assertRejected(unknown, "unknown-request", decision(unknown, APPROVER, "T2/approver", _ -> {}));
        assertRejected(
                request,
                "wider-than-asked",
                decision(request, APPROVER, "T2/approver", c -> c.put("narrow", Map.of("duration", "PT8H"))));
        assertThat(wire.allAbout(request.requestId().value()))
                .noneMatch(event -> event instanceof Approved || event instanceof DecisionCounted);
    }

    @Test
    void aPersonIsBelievedOnlySoManyVerdictsAMinute() throws Exception {
        PersonId pushed = Requests.person(8);
        enrol(pushed, "T3/pushed");
        List<ProducerRecord<String, byte[]>> push = new ArrayList<>();
        Set<String> requests = new HashSet<>();
        for (int i = 0; i < 15; i++) {
            RequestSubmitted unknown = lasting(Duration.ofHours(1), "db-1");
            RequestId known = pending(unknown).requestId();
            requests.add(known.value());
            push.add(ForgedDecisions.record(
                    known, "sample", decision(unknown, pushed, "T3/pushed", _ -> {}), EventId.next()));
        }
        wire.bring(push);
        List<DecisionRejected> refused = wire.all(
                DecisionRejected.class,
                each -> requests.contains(each.subject()) && each.reason().equals("too-many-decisions"),
                4);
        // Twelve a minute: the enrolment was one
        assertThat(refused).hasSize(4).allMatch(each -> "sample".equals(each.through()));
        assertThat(wire.all(DecisionCounted.class, each -> requests.contains(each.subject()), 11))
                .hasSize(11);

        RequestSubmitted another = pending(lasting(Duration.ofHours(1), "db-1"));
        String no = decision(another, pushed, "T3/pushed", claims -> claims.put("verdict", "deny"));
        wire.bring(List.of(ForgedDecisions.record(another.requestId(), "sample", no, EventId.next())));
        assertThat(wire.next(DecisionCounted.class, another.requestId().value()).verdict())
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void anAccountIsEnrolledByOneFreshSignInAndOneCode() throws Exception {
        String code = SAMPLE.enrolment("T4/U1", Instant.now());
        HttpResponse<String> weak = post(Tokens.of(APPROVER, APPROVERS), code);
        assertThat(weak.statusCode()).isEqualTo(401);
        assertThat(weak.headers().allValues("WWW-Authenticate").toString())
                .contains("insufficient_user_authentication", "max_age=\"300\"");
        String token = Tokens.strong(APPROVER, APPROVERS);
        for (String bad : List.of(
                "nonsense",
                code + "x",
                new Bot("sample", "other", SAMPLE.key()).enrolment("T4/U1", Instant.now()),
                new Bot("sample", "test", Bot.newKey("sample-1")).enrolment("T4/U1", Instant.now()),
                SAMPLE.enrolment("T4/U1", Instant.now().minusSeconds(601)))) {
            assertProblem(post(token, bad), 400, "invalid-code");
        }
        assertThat(send(token, "sample", "POST", "{}").statusCode()).isEqualTo(400);
        assertThat(send(token, "nobody", "GET", "").statusCode()).isEqualTo(404);
        assertThat(send("garbage", "sample", "GET", "").statusCode()).isEqualTo(401);

        HttpResponse<String> enrolled = post(token, code);
        assertThat(enrolled.statusCode()).isEqualTo(201);
        assertThat(enrolled.body()).contains("\"account\":\"T4/U1\"");
        assertProblem(post(token, code), 400, "invalid-code");
        assertProblem(post(Tokens.strong(OUTSIDER), SAMPLE.enrolment("T4/U1", Instant.now())), 409, "account-taken");
        String subject = "bot-enrolment/sample/" + APPROVER.tenant() + "/" + APPROVER.oid();
        assertThat(wire.next(SettingsChanged.class, subject).now()).isEqualTo("enrolled");

        assertThat(send(Tokens.of(APPROVER), "sample", "GET", "").body()).contains("T4/U1");
        assertThat(send(Tokens.of(OUTSIDER), "sample", "GET", "").body()).doesNotContain("T4/U1");
    }

    @Test
    void whoTakesTheirAccountsAwayIsSpokenForNoMore() throws Exception {
        PersonId leaving = new PersonId(APPROVER.tenant(), "22222222-0000-0000-0000-000000000007");
        enrol(leaving, "T5/leaving");
        assertThat(send(Tokens.of(leaving), "sample", "DELETE", "").statusCode())
                .isEqualTo(204);
        assertThat(send(Tokens.of(leaving), "sample", "GET", "").body()).isEqualTo("[]");
        RequestSubmitted request = pending(lasting(Duration.ofHours(1), "db-1"));
        assertRejected(request, "not-enrolled", decision(request, leaving, "T5/leaving", _ -> {}));
    }

    @Test
    void ofHundredsOfForgedVerdictsNoneCountsAndEachIsOnTheTrail() throws Exception {
        enrol(APPROVER, "T6/approver");
        List<RequestSubmitted> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            requests.add(pending(lasting(Duration.ofHours(1), "db-1")));
        }
        RequestSubmitted decided = pending(lasting(Duration.ofHours(1), "db-1"));
        String used = decision(decided, APPROVER, "T6/approver", _ -> {});
        wire.bring(List.of(ForgedDecisions.record(decided.requestId(), "sample", used, EventId.next())));
        wire.next(Approved.class, decided.requestId().value());

        List<ProducerRecord<String, byte[]>> all =
                new ArrayList<>(new ForgedDecisions("T6/approver", SEED).about(requests, FORGED));
        for (int i = 0; i < REPLAYED; i++) {
            all.add(ForgedDecisions.record(decided.requestId(), "sample", used, EventId.next()));
        }
        Set<String> places = new HashSet<>(wire.bring(all));
        assertThat(places).hasSize(FORGED + REPLAYED);

        List<EventQuarantined> told =
                wire.all(EventQuarantined.class, each -> places.contains(each.subject()), places.size());
        assertThat(told).hasSize(places.size());
        assertThat(told.stream().map(PosternEvent::subject)).doesNotHaveDuplicates();
        assertThat(told)
                .filteredOn(each -> each.because().equals("it was used before"))
                .hasSize(REPLAYED);
        for (RequestSubmitted request : requests) {
            assertThat(wire.allAbout(request.requestId().value()))
                    .hasSize(1)
                    .allMatch(ApprovalNeeded.class::isInstance);
        }
    }

    private static RequestSubmitted pending(RequestSubmitted request) {
        wire.tell(request, 1, 1);
        wire.next(ApprovalNeeded.class, request.requestId().value());
        return request;
    }

    private static void assertRejected(RequestSubmitted request, String reason, String jws) {
        wire.bring(List.of(ForgedDecisions.record(request.requestId(), "sample", jws, EventId.next())));
        List<DecisionRejected> told = wire.all(
                DecisionRejected.class,
                each -> each.requestId().equals(request.requestId())
                        && each.reason().equals(reason),
                1);
        assertThat(told).allSatisfy(each -> assertThat(each.through()).isEqualTo("sample"));
    }

    private static String decision(
            RequestSubmitted about, PersonId person, String account, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims =
                SAMPLE.decision(about.requestId(), RequestDigest.of(about), "approve", person, account, Instant.now());
        change.accept(claims);
        return SAMPLE.signed(Bot.DECISION, claims, _ -> {});
    }

    private static void enrol(PersonId person, String account) throws IOException, InterruptedException {
        assertThat(post(Tokens.strong(person), SAMPLE.enrolment(account, Instant.now()))
                        .statusCode())
                .isEqualTo(201);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:postern:problem:" + name);
    }

    private static HttpResponse<String> post(String token, String code) throws IOException, InterruptedException {
        return send(token, "sample", "POST", "{\"code\":\"" + code + "\"}");
    }

    private static HttpResponse<String> send(String token, String bot, String method, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(
                                "http://localhost:" + RestAssured.port + "/api/v1/bots/" + bot + "/enrolments"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
