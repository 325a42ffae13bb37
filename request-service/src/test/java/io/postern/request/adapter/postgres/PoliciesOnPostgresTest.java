package io.postern.request.adapter.postgres;

import static io.postern.request.adapter.postgres.PolicyBench.ADMIN;
import static io.postern.request.adapter.postgres.PolicyBench.seen;
import static io.postern.request.domain.Policies.covering;
import static io.postern.request.domain.Policies.policy;
import static io.postern.request.domain.Policies.port;
import static io.postern.request.domain.Policies.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.AccessConditions;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.PolicyRemoved;
import io.postern.request.app.PolicyScope;
import io.postern.request.app.PolicySight;
import io.postern.request.app.PolicyWritten;
import io.postern.request.app.VmPolicySight;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.Policies;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.PolicyReason;
import io.postern.request.domain.PolicyRefusal;
import io.postern.request.domain.Preconditions;
import io.postern.request.domain.Protection.Extent;
import io.postern.request.domain.Protection.Outcome;
import io.postern.request.domain.VmPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders about policies on a real PostgreSQL: one after the other in every order, and at the same time. */
class PoliciesOnPostgresTest {
    private static final TestPostgres SERVER = new TestPostgres();
    private static final PolicyId DEFAULT = policy("default");
    private static final int ROUNDS = 10;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aPolicyIsPutReplacedAndDeleted() {
        PolicyBench bench = new PolicyBench(SERVER, 3).migrated();
        PolicyWritten first = bench.put(DEFAULT, "vm-0", "VM-1");
        assertThat(first).isInstanceOfSatisfying(PolicyWritten.Stored.class, stored -> {
            assertThat(stored.created()).isTrue();
            assertThat(stored.policy().version()).isEqualTo(1);
            assertThat(stored.policy().vms()).extracting(vm -> vm.vm().name()).containsExactly("vm-0", "vm-1");
        });
        assertThat(bench.put(policy("DEFAULT"), "vm-0", "vm-1"))
                .isEqualTo(new PolicyWritten.Stored(((PolicyWritten.Stored) first).policy(), false));
        assertThat(bench.facts).hasSize(2);
        assertThat(bench.put(DEFAULT, "vm-1", "vm-2"))
                .isInstanceOfSatisfying(
                        PolicyWritten.Stored.class,
                        stored -> assertThat(stored.policy().version()).isEqualTo(2));
        assertThat(bench.facts).hasSize(4);
        assertThat(bench.delete.delete(policy("Default"), Preconditions.NONE, ADMIN))
                .isInstanceOf(PolicyRemoved.Deleted.class);
        assertThat(bench.delete.delete(DEFAULT, Preconditions.NONE, ADMIN))
                .isInstanceOf(PolicyRemoved.WasNotThere.class);
        assertThat(bench.stored()).isEmpty();
        assertThat(bench.show.ofVm(vm("vm-2"), ADMIN)).isInstanceOf(VmPolicySight.Uncovered.class);
    }

    @Test
    void aTagOfADeletedPolicyNeverFitsTheNextOfItsName() {
        PolicyBench bench = new PolicyBench(SERVER, 1).migrated();
        String tag =
                ((PolicyWritten.Stored) bench.put(DEFAULT, "vm-0")).policy().etag();
        bench.delete.delete(DEFAULT, Preconditions.NONE, ADMIN);
        bench.put(policy("Default"), "vm-0");
        assertThat(bench.put(DEFAULT, new Preconditions(Optional.of(tag), false), covering("vm-0", port(80))))
                .isInstanceOf(PolicyWritten.PreconditionFailed.class);
        assertThat(bench.stored()).singleElement().satisfies(policy -> {
            assertThat(policy.id().name()).isEqualTo("Default");
            assertThat(policy.version()).isEqualTo(3);
        });
    }

    @Test
    void theLastVmThatIsTakenOutTakesThePolicyWithIt() {
        PolicyBench bench = new PolicyBench(SERVER, 2).migrated();
        bench.put(DEFAULT, "vm-0", "vm-1");
        bench.deleteVm.delete(vm("vm-0"), Preconditions.NONE, ADMIN);
        assertThat(bench.stored()).hasSize(1);
        bench.deleteVm.delete(vm("vm-1"), Preconditions.NONE, ADMIN);
        assertThat(bench.show.one(DEFAULT, ADMIN)).isEqualTo(new PolicySight.Nothing<>());
        assertThat(bench.stored()).isEmpty();
    }

    @Test
    void aRefusedPolicyLeavesNothingBehind() {
        PolicyBench bench = new PolicyBench(SERVER, 2).migrated();
        assertThat(bench.put(DEFAULT, "vm-0", "vm-99"))
                .isInstanceOfSatisfying(
                        PolicyWritten.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(PolicyRefusal::reason)
                                .containsExactly(PolicyReason.VM_UNKNOWN));
        assertThat(bench.stored()).isEmpty();
        assertThat(bench.facts).isEmpty();
        assertThat(((PolicyWritten.Stored) bench.put(DEFAULT, "vm-0")).policy().version())
                .isEqualTo(1);
    }

    @Test
    void listsAreOfASubscriptionAGroupARegionOrBoth() {
        PolicyBench bench = new PolicyBench(SERVER, 7).migrated();
        for (int i = 0; i < 7; i++) {
            bench.put(policy("p" + i), "vm-" + i);
        }
        String subscription = Policies.SUBSCRIPTION;
        for (Optional<String> group : List.of(Optional.<String>empty(), Optional.of("CONTOSO"))) {
            for (Optional<String> region : List.of(Optional.<String>empty(), Optional.of("West Europe"))) {
                assertThat(bench.stored(new PolicyScope(subscription, group, region)))
                        .extracting(policy -> policy.id().name())
                        .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
            }
        }
        Optional<String> other = Optional.of("other");
        assertThat(bench.stored(new PolicyScope(subscription, other, Optional.empty())))
                .isEmpty();
        assertThat(bench.stored(new PolicyScope(subscription, Optional.empty(), other)))
                .isEmpty();
        assertThat(bench.stored(new PolicyScope("x", Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void ofTwoWhoHaveReadTheSameOneIsTooLate() throws InterruptedException, ExecutionException {
        PolicyBench bench = new PolicyBench(SERVER, 2).migrated();
        bench.put(DEFAULT, "vm-0", "vm-1");
        for (int round = 0; round < ROUNDS; round++) {
            String tag = bench.stored().getFirst().etag();
            Preconditions unchanged = new Preconditions(Optional.of(tag), false);
            int number = 1000 + 2 * round;
            List<PolicyWritten> outcomes = PolicyBench.atOnce(List.of(
                    () -> bench.put(DEFAULT, unchanged, covering("vm-0", port(number))),
                    () -> bench.put(DEFAULT, unchanged, covering("vm-1", port(number + 1)))));
            assertThat(outcomes).hasAtLeastOneElementOfType(PolicyWritten.Stored.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(PolicyWritten.PreconditionFailed.class);
            assertThat(bench.stored().getFirst().vms()).hasSize(1);
        }
    }

    @Test
    void ofTwoPoliciesThatWantOneVmOneGetsIt() throws InterruptedException, ExecutionException {
        PolicyBench bench = new PolicyBench(SERVER, 1).migrated();
        for (int round = 0; round < ROUNDS; round++) {
            List<PolicyWritten> outcomes = PolicyBench.atOnce(
                    List.of(() -> bench.put(policy("one"), "vm-0"), () -> bench.put(policy("other"), "vm-0")));
            assertThat(outcomes).hasAtLeastOneElementOfType(PolicyWritten.Stored.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(PolicyWritten.Refused.class);
            PolicyId winner = bench.stored().getFirst().id();
            bench.delete.delete(winner, Preconditions.NONE, ADMIN);
        }
    }

    @Test
    void vmsPutAndProtectedAtOnceAreAllThere() throws InterruptedException, ExecutionException {
        PolicyBench bench = new PolicyBench(SERVER, 40).migrated();
        List<Callable<Object>> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "vm-" + i;
            orders.add(() -> bench.putVm(name, port(22)));
        }
        for (int i = 20; i < 40; i += 5) {
            int from = i;
            orders.add(() -> bench.protect.protect(
                    IntStream.range(from - 3, from + 5)
                            .mapToObj(n -> vm("vm-" + n))
                            .toList(),
                    Extent.ALL,
                    ADMIN));
        }
        PolicyBench.atOnce(orders);
        assertThat(bench.stored())
                .singleElement()
                .satisfies(policy -> assertThat(policy.vms()).hasSize(40));
        assertThat(PolicyBench.told(bench.facts)).isEqualTo(PolicyBench.asTold(bench.stored()));
    }

    @Test
    void whateverIsOrderedTheFactsToldAreWhatStands() {
        PolicyBench bench = new PolicyBench(SERVER, 12).migrated();
        Random random = new Random(20_261_121);
        long versions = 0;
        for (int step = 0; step < 400; step++) {
            List<JitPolicy> before = bench.stored();
            int told = bench.facts.size();
            order(bench, random);
            List<JitPolicy> after = bench.stored();
            Map<?, ?> standing = PolicyBench.asTold(after);
            assertThat(PolicyBench.told(bench.facts)).as("step " + step).isEqualTo(standing);
            if (bench.facts.size() > told) {
                assertThat(after).as("step " + step).isNotEqualTo(before);
                versions++;
            } else {
                assertThat(standing).as("step " + step).isEqualTo(PolicyBench.asTold(before));
            }
        }
        assertThat(versions).isGreaterThan(100);
    }

    @Test
    void vmsProtectedByAnEarlierVersionAreInTheirDefaultPolicies() {
        PolicyBench bench = new PolicyBench(SERVER, 0);
        bench.migrate("V1__requests.sql");
        for (String name : List.of("vm-1", "vm-0")) {
            bench.run("INSERT INTO protected_vm (vm_key, vm, policy_key, ports) VALUES ('" + vm(name).key() + "', '"
                    + vm(name) + "', '" + DEFAULT.key().replace("westeurope", "west europe") + "', '"
                    + Rows.text(List.of(port(22))) + "')");
        }
        bench.migrate("V2__policies.sql");
        assertThat(bench.stored())
                .containsExactly(new JitPolicy(
                        DEFAULT, "Basic", 1, List.of(covering("vm-1", port(22)), covering("vm-0", port(22)))));
        assertThat(bench.stored().getFirst().id().value()).isEqualTo(DEFAULT.value());
    }

    @Test
    void aFirewallsAddressOutlivesAPutOfTheVmAlone() {
        PolicyBench bench = new PolicyBench(SERVER, 1).migrated();
        VmPolicy behind = new VmPolicy(vm("vm-0"), List.of(port(22)), AccessConditions.DEFAULT, "203.0.113.7");
        bench.put(DEFAULT, Preconditions.NONE, behind);
        bench.putVm("vm-0", port(3389));
        assertThat(seen(bench.show.one(DEFAULT, ADMIN)).vms())
                .containsExactly(
                        new VmPolicy(vm("vm-0"), List.of(port(3389)), AccessConditions.DEFAULT, "203.0.113.7"));
    }

    @Test
    void whatIsProtectedAlreadyStaysAsItIs() {
        PolicyBench bench = new PolicyBench(SERVER, 2).migrated();
        bench.put(policy("own"), "vm-0");
        assertThat(bench.protect.protect(List.of(vm("vm-0"), vm("vm-1"), vm("VM-1")), Extent.BY_SYSTEM, ADMIN))
                .hasValueSatisfying(outcomes -> {
                    assertThat(outcomes).hasSize(2);
                    assertThat(outcomes.get(vm("vm-0"))).isInstanceOf(Outcome.AlreadyProtected.class);
                    assertThat(outcomes.get(vm("vm-1"))).isInstanceOf(Outcome.Protected.class);
                });
        assertThat(bench.stored()).extracting(policy -> policy.id().name()).containsExactly("default", "own");
        assertThat(bench.facts).hasSize(2);
    }

    private static void order(PolicyBench bench, Random random) {
        PolicyId id = policy(List.of("default", "a", "b").get(random.nextInt(3)));
        String name = "vm-" + random.nextInt(12);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                VmPolicy[] wanted = IntStream.range(0, 12)
                        .filter(_ -> random.nextInt(4) == 0)
                        .mapToObj(i -> covering("vm-" + i, port(22 + random.nextInt(2))))
                        .toArray(VmPolicy[]::new);
                bench.put(id, Preconditions.NONE, wanted);
            }
            case 2 -> bench.delete.delete(id, Preconditions.NONE, ADMIN);
            case 3 -> bench.putVm(name, port(22 + random.nextInt(2)));
            case 4 -> bench.deleteVm.delete(vm(name), Preconditions.NONE, ADMIN);
            default -> bench.protect.protect(List.of(vm(name), vm("vm-1")), Extent.ALL, ADMIN);
        }
    }
}
