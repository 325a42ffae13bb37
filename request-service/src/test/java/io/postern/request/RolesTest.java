package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint against every role: somebody else's request, and what all share. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class RolesTest {

    @Inject
    Neighbours neighbours;

    @BeforeEach
    void protectAVm() {
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            neighbours.protectedVm("web-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "requester,  202, 200, 200, true,  409, 202, 202, 202, 403",
        "outsider,   403, 403, 404, false, 404, 404, 404, 404, 403",
        "approver,   403, 403, 200, true,  403, 202, 403, 403, 403",
        "auditor,    403, 403, 200, true,  403, 403, 403, 403, 403",
        "configurer, 403, 403, 200, true,  403, 202, 202, 202, 200",
        "admin,      202, 200, 200, true,  403, 202, 202, 202, 200"
    })
    void eachRoleMayDoItsOwnAndNoMore(
            String role,
            int submit,
            int preview,
            int one,
            boolean listed,
            int extend,
            int revoke,
            int release,
            int cancel,
            int protect) {
        String token = token(role);
        mayAskOrIsToldWhyNot(token, submit, preview);
        String id = submitted();
        Api.get(REQUESTS + "/" + id, token).is(one);
        assertThat(Api.get(REQUESTS, token).is(200).body().contains(id)).isEqualTo(listed);
        // The requester's own is not open, which only the requester is told.
        Api.post(REQUESTS + "/" + id + "/extend", token, "{\"duration\":\"PT1H\"}")
                .is(extend);
        Api.post(REQUESTS + "/" + id + "/revoke", token, "{}").is(revoke);
        Api.post(REQUESTS + "/" + submitted() + "/release", token, "{}").is(release);
        Api.post(REQUESTS + "/" + submitted() + "/cancel", token, "{}").is(cancel);
        Neighbours.protect(token, VMS + "web-1").is(protect);
    }

    /** A refused attempt is on record; a dry run leaves none. */
    private void mayAskOrIsToldWhyNot(String token, int submit, int preview) {
        long before = refusedAttempts();
        Api.Answer previewed = Api.post(REQUESTS + "?dryRun=true", token, goodBody("web-1"));
        previewed.is(preview);
        assertThat(refusedAttempts()).isEqualTo(before);
        Api.Answer answer = Api.post(REQUESTS, token, goodBody("web-1"));
        answer.is(submit);
        assertThat(refusedAttempts()).isEqualTo(submit == 403 ? before + 1 : before);
        if (submit == 403) {
            assertThat(List.of(answer.text("type"), previewed.text("type")))
                    .containsOnly("urn:postern:problem:not-entitled");
        }
    }

    private long refusedAttempts() {
        return neighbours
                .strings("select subject from outbox where subject = 'access-requests'")
                .size();
    }

    @Test
    void twoSubmissionsAtOnceUnderOneKeyAreOneRequest() throws InterruptedException, ExecutionException {
        String key = UUID.randomUUID().toString();
        String token = TestIdentity.requester();
        Callable<String> submission =
                () -> Api.post(REQUESTS, token, BodyPublishers.ofString(goodBody("web-1")), "Idempotency-Key", key)
                        .is(202)
                        .text("id");
        List<String> ids;
        try (var threads = Executors.newFixedThreadPool(6)) {
            ids = threads.invokeAll(Collections.nCopies(6, submission)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(neighbours.strings("select request_id from idempotency_key where key = '" + key + "'"))
                .containsExactly(ids.getFirst());
    }

    private static String submitted() {
        return Api.post(REQUESTS, TestIdentity.requester(), goodBody("web-1"))
                .is(202)
                .text("id");
    }

    static String token(String role) {
        return switch (role) {
            case "requester" -> TestIdentity.requester();
            case "outsider" -> TestIdentity.outsider();
            case "approver" -> TestIdentity.person(2, "Approver", List.of(), List.of(TestIdentity.APPROVERS));
            case "configurer" -> TestIdentity.person(4, "Configurer", List.of("Postern.Configure"), List.of());
            case "auditor" -> TestIdentity.auditor();
            case "admin" -> TestIdentity.admin();
            default -> throw new IllegalArgumentException(role);
        };
    }
}
