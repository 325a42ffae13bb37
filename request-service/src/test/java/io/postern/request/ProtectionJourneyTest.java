package io.postern.request;

import static io.postern.request.Neighbours.VMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** VMs put under protection, with a real database, a real broker and real tokens. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ProtectionJourneyTest {

    @Inject
    Neighbours neighbours;

    @Test
    void protectingNeedsItsRole() {
        neighbours.seen("web-9", JitStatus.NOT_CONFIGURED);
        Api.Answer forbidden = Neighbours.protect(TestIdentity.requester(), VMS + "web-9");
        assertThat(forbidden.is(403).header("Content-Type")).startsWith("application/problem+json");
        assertThat(outcomes(Neighbours.protect(TestIdentity.admin(), VMS + "web-9")))
                .containsExactly("protected");
        assertThat(outcomes(Neighbours.protect(TestIdentity.admin(), VMS + "WEB-9")))
                .containsExactly("already-protected");
        assertThat(outcomes(Neighbours.protect(TestIdentity.admin(), VMS + "web-404")))
                .containsExactly("refused");
        assertThat(neighbours.strings(
                        "select convert_from(value, 'UTF8') from outbox where subject like '%/virtualmachines/web-9'"))
                .singleElement()
                .asString()
                .contains("/jitNetworkAccessPolicies/default", "/web-9", "\"maxDuration\":\"PT8H\"");
    }

    @Test
    void aHundredVmsAreProtectedInOneTransactionWithOneEventEach() {
        List<String> names = seen("bulk", 100);
        Collections.reverse(names);
        JsonNode answer = protect(names).is(200).json();
        assertThat(answer.path("value").findValuesAsText("virtualMachine"))
                .containsExactlyElementsOf(names.stream().map(VMS::concat).toList());
        assertThat(answer.path("value").findValuesAsText("outcome"))
                .hasSize(100)
                .containsOnly("protected");
        assertThat(neighbours.strings("select subject from outbox where subject like '%/bulk-%' order by id"))
                .hasSize(100)
                .isSorted();
        assertThat(neighbours.strings("select distinct xmin::text from protected_vm where vm like '%/bulk-%'"))
                .hasSize(1);
    }

    @Test
    void twoCallsOverTheSameVmsTellEachOnce() throws InterruptedException, ExecutionException {
        List<String> names = seen("both", 30);
        Callable<List<String>> upwards = () -> outcomes(protect(names));
        Callable<List<String>> downwards = () -> outcomes(protect(names.reversed()));
        List<String> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<List<String>> each : threads.invokeAll(List.of(upwards, downwards))) {
                all.addAll(each.get());
            }
        }
        assertThat(all).hasSize(60).containsOnly("protected", "already-protected");
        assertThat(Collections.frequency(all, "protected")).isEqualTo(30);
        assertThat(neighbours.strings("select subject from outbox where subject like '%/both-%'"))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    @Test
    void thePortsAreThoseOfTheSystemUnlessAllAreAskedFor() {
        neighbours.seen(List.of("linux-1", "linux-2"), JitStatus.NOT_CONFIGURED);
        Neighbours.protect(TestIdentity.admin(), VMS + "linux-1").is(200);
        Api.post(
                        "/api/v1/virtual-machines/protect",
                        TestIdentity.admin(),
                        "{\"ports\":\"all\",\"virtualMachines\":[\"" + VMS + "linux-2\"]}")
                .is(200);
        assertThat(portsOf("linux-1")).containsExactly("22");
        assertThat(portsOf("linux-2")).containsExactly("22", "3389", "5985", "5986");
    }

    @Test
    void twoHundredVmsMayBeNamedAndNotOneMore() {
        List<String> names =
                IntStream.range(0, 201).mapToObj(i -> "unseen-" + i).toList();
        assertThat(outcomes(protect(names.subList(0, 200)))).hasSize(200).containsOnly("refused");
        assertThat(protect(names).is(400).text("detail")).contains("no more than 200");
    }

    private static List<String> portsOf(String vm) {
        return Api.get("/api/v1/virtual-machines" + VMS + vm + "/jit-policy", TestIdentity.admin())
                .is(200)
                .json()
                .path("ports")
                .findValuesAsText("port");
    }

    private List<String> seen(String prefix, int count) {
        List<String> names = new ArrayList<>(IntStream.range(100, 100 + count)
                .mapToObj(i -> prefix + "-" + i)
                .toList());
        neighbours.seen(names, JitStatus.NOT_CONFIGURED);
        return names;
    }

    private static Api.Answer protect(List<String> names) {
        return Neighbours.protect(
                TestIdentity.admin(), names.stream().map(VMS::concat).toArray(String[]::new));
    }

    private static List<String> outcomes(Api.Answer answer) {
        return answer.is(200).json().path("value").findValuesAsText("outcome");
    }
}
