package io.postern.request.adapter.postgres;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.JdbcTransactions;
import io.postern.messaging.testing.TestPostgres;
import io.postern.request.app.DeletePolicy;
import io.postern.request.app.DeleteVmPolicy;
import io.postern.request.app.PolicyDesk;
import io.postern.request.app.PolicyPage;
import io.postern.request.app.PolicyScope;
import io.postern.request.app.PolicySight;
import io.postern.request.app.PolicyWritten;
import io.postern.request.app.ProtectVms;
import io.postern.request.app.PutPolicy;
import io.postern.request.app.PutVmPolicy;
import io.postern.request.app.ShowPolicies;
import io.postern.request.app.Transaction;
import io.postern.request.app.VmPolicyWritten;
import io.postern.request.app.Vms;
import io.postern.request.domain.Caller;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.Policies;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Preconditions;
import io.postern.request.domain.Protection;
import io.postern.request.domain.Rights;
import io.postern.request.domain.VmPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** The orders about policies over a database of their own, with an inventory that only knows what it is told. */
final class PolicyBench implements Transaction, Vms {
    static final Caller ADMIN =
            new Caller(new PersonId("tenant", "admin"), "Admin", Set.of(Caller.CONFIGURE), Set.of());
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int PAGE = 2;

    final List<PosternEvent> facts = new CopyOnWriteArrayList<>();
    final PutPolicy put;
    final DeletePolicy delete;
    final PutVmPolicy putVm;
    final DeleteVmPolicy deleteVm;
    final ProtectVms protect;
    final ShowPolicies show;
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final JdbcTransactions transactions;
    private final Map<VmId, KnownVm> inventory;

    PolicyBench(TestPostgres server, int vms) {
        String name = "policies_" + NUMBER.incrementAndGet();
        server.run("CREATE DATABASE " + name);
        database.setUrl(server.url().replaceFirst("/postgres$", "/" + name));
        database.setUser(server.user());
        database.setPassword(server.password());
        transactions = new JdbcTransactions(database);
        inventory = IntStream.range(0, vms)
                .mapToObj(i -> Policies.seen("vm-" + i))
                .collect(Collectors.toMap(KnownVm::vm, Function.identity()));
        PostgresJitPolicies policies = new PostgresJitPolicies(transactions.dataSource());
        PolicyDesk desk = new PolicyDesk(this, this, policies, facts::add);
        put = new PutPolicy(desk);
        delete = new DeletePolicy(desk);
        putVm = new PutVmPolicy(desk);
        deleteVm = new DeleteVmPolicy(desk);
        protect = new ProtectVms(desk, new Protection(Duration.ofHours(3)));
        show = new ShowPolicies(this, policies, this, new Rights(Optional.empty()));
    }

    PolicyBench migrated() {
        migrate("V1__requests.sql");
        migrate("V2__policies.sql");
        return this;
    }

    PolicyWritten put(PolicyId id, String... vms) {
        VmPolicy[] wanted = Stream.of(vms)
                .map(name -> Policies.covering(name, Policies.port(22)))
                .toArray(VmPolicy[]::new);
        return put(id, Preconditions.NONE, wanted);
    }

    PolicyWritten put(PolicyId id, Preconditions preconditions, VmPolicy... vms) {
        return put.put(id, JitPolicy.BASIC, List.of(vms), preconditions, ADMIN);
    }

    VmPolicyWritten putVm(String name, PortLimit port) {
        return putVm.put(Policies.vm(name), List.of(port), AccessConditions.DEFAULT, Preconditions.NONE, ADMIN);
    }

    static <T> List<T> atOnce(List<Callable<T>> orders) throws InterruptedException, ExecutionException {
        List<T> outcomes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<T> each : threads.invokeAll(orders)) {
                outcomes.add(each.get());
            }
        }
        return outcomes;
    }

    void migrate(String script) {
        try (InputStream in = PolicyBench.class.getResourceAsStream("/db/migration/" + script)) {
            run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The policies as they are stored, page by small page. */
    List<JitPolicy> stored(PolicyScope scope) {
        List<JitPolicy> all = new CopyOnWriteArrayList<>();
        Optional<PolicyId> after = Optional.empty();
        do {
            PolicyPage page = seen(show.page(scope, after, PAGE, ADMIN));
            all.addAll(page.policies());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    List<JitPolicy> stored() {
        return stored(new PolicyScope(Policies.SUBSCRIPTION, Optional.empty(), Optional.empty()));
    }

    static <T> T seen(PolicySight<T> sight) {
        return sight instanceof PolicySight.Seen<T>(T it) ? it : null;
    }

    /** What somebody knows who has only heard the facts; a firewall's address is in none. */
    static Map<VmId, String> told(List<PosternEvent> facts) {
        Map<VmId, String> heard = new HashMap<>();
        for (PosternEvent fact : facts) {
            switch (fact) {
                case PolicyChanged e -> heard.put(e.vm(), e.policyId() + e.ports() + e.demands());
                case PolicyDeleted e -> heard.remove(e.vm());
                default -> throw new AssertionError(fact);
            }
        }
        return heard;
    }

    static Map<VmId, String> asTold(List<JitPolicy> policies) {
        Map<VmId, String> standing = new HashMap<>();
        for (JitPolicy policy : policies) {
            for (VmPolicy vm : policy.vms()) {
                standing.put(vm.vm(), policy.id().value() + vm.ports() + vm.conditions());
            }
        }
        return standing;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        return transactions.call(work::get);
    }

    @Override
    public void afterCommit(Runnable run) {
        transactions.afterCommit(run);
    }

    @Override
    public Map<VmId, KnownVm> find(Collection<VmId> ids) {
        return ids.stream()
                .distinct()
                .filter(inventory::containsKey)
                .collect(Collectors.toMap(Function.identity(), inventory::get));
    }

    @Override
    public boolean knows(VmId vm) {
        return inventory.containsKey(vm);
    }

    @Override
    public void assessed(VmAssessed fact, Instant now) {
        throw new UnsupportedOperationException();
    }
}
