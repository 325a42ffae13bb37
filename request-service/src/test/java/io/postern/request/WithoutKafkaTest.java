package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.await;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.Transaction;
import io.postern.request.app.Vms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No broker, from the start on: people are served, and what is to be closed is closed. */
@QuarkusTest
@TestProfile(WithoutKafkaTest.NoBroker.class)
@QuarkusTestResource(value = TestPostgres.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TestIdentity.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FakeEnforcer.class, restrictToAnnotatedClass = true)
class WithoutKafkaTest {
    @Inject
    Neighbours neighbours;

    @Inject
    Transaction transaction;

    @Inject
    Vms vms;

    /** Points the service at a port where nobody listens. */
    public static class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:1");
        }
    }

    @Test
    void aRevocationReachesTheEnforcerAndTheReadModelAllTheSame() {
        transaction.call(() -> {
            vms.assessed(
                    new VmAssessed(
                            new VmId(VMS + "web-1"),
                            "westeurope",
                            "Linux",
                            List.of(),
                            JitStatus.NOT_CONFIGURED,
                            null,
                            null,
                            null),
                    Story.NOW);
            return true;
        });
        Neighbours.protect(TestIdentity.admin(), VMS + "web-1").is(200);
        String id = Api.post(REQUESTS, TestIdentity.requester(), goodBody("web-1"))
                .is(202)
                .text("id");
        long asked = System.nanoTime();
        Api.post(REQUESTS + "/" + id + "/revoke", TestIdentity.requester(), "{}")
                .is(202);
        await(
                "closed",
                () -> Api.get(REQUESTS + "/" + id, TestIdentity.requester())
                        .text("state")
                        .equals("closed"));
        assertThat(Duration.ofNanos(FakeEnforcer.ordersFor(id).getFirst().nanoTime() - asked))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aDatabaseThatDropsEveryConnectionIsAPassingProblemAtMost() {
        neighbours.strings("select pg_terminate_backend(pid)::text from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
        Api.Answer answer = Api.get(REQUESTS, TestIdentity.requester());
        assertThat(answer.status()).as(answer.toString()).isIn(200, 503);
        await("served again", () -> Api.get(REQUESTS, TestIdentity.requester()).status() == 200);
    }

    @Test
    void healthDoesNotDependOnKafka() {
        for (String probe : List.of("/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi")) {
            Api.send(Api.to(probe).GET()).is(200);
        }
    }
}
