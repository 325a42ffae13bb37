package io.postern.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchParts;
import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How long an approval waits until Azure is asked to open the port: from the sending of the signed approval to the write, as the
 * emulator's history dates it. Requests come no faster than Azure lets anybody write for long, each to another NSG than the
 * one before.
 */
final class EnforceBench {
    /** Azure's 1,000 writes in five minutes, with something left for the baselines. */
    private static final double PER_SECOND = 2;

    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(30);
    /** So many requests, and so fast, that the services run compiled code before anything is measured: they run for weeks. */
    private static final double WARM_UP_PER_SECOND = 8;

    private static final Duration WARM_UP = Duration.ofSeconds(150);
    /** As often as the chain was sent through that the limits were set by. */
    private static final double CHAIN_PER_SECOND = 20;

    private static final double CHAIN_WARM_UP_PER_SECOND = 200;
    /** Longer than an NSG counts as one that is written often. */
    private static final Duration LEAD_IN = Duration.ofSeconds(15);

    private static final Duration BETWEEN_REFILLS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int GROUPS = 20;
    private static final int VMS_A_GROUP = 50;
    private static final int PEOPLE = 10;
    private static final int CONNECTIONS = 4;
    private static final double MOST_AT_THE_MEDIAN = 15;
    private static final double MOST_AT_P99 = 60;
    private static final String VM = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/fleet"
            + "/providers/Microsoft.Compute/virtualMachines/fleet-%05d";
    private static final String POLICY = """
            name: bench
            groups: { approvers: 33333333-0000-0000-0000-000000000001 }
            rules:
              - name: harmless
                when: request.duration <= duration('3h')
                approve: automatically
            otherwise: { stages: [ { from: [approvers], count: 1 } ] }
            """;

    private final BenchStack stack;
    private final Bench.Course course;
    private final Arrivals arrivals;
    private final Wishes wishes;
    private final Api api = new Api();
    private int visits;

    private EnforceBench(BenchStack stack, Bench.Course course, Arrivals arrivals) {
        this.stack = stack;
        this.course = course;
        this.arrivals = arrivals;
        this.wishes = new Wishes(stack, PEOPLE);
    }

    static BenchParts parts() {
        return BenchParts.enforcement(Bench.WITHOUT_LIMITS, POLICY, Wishes.oids(PEOPLE), GROUPS * VMS_A_GROUP);
    }

    static List<Finding> run(BenchStack stack, Bench.Course course) {
        try (Arrivals arrivals = new Arrivals(stack.bootstrap())) {
            return new EnforceBench(stack, course, arrivals).measure();
        }
    }

    private List<Finding> measure() {
        protect();
        warmUp();
        Duration length = course.round().compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : course.round();
        List<Sample> whole = new ArrayList<>();
        List<Sample> own = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            Map<String, Long> accepted = ask(PER_SECOND, length);
            Map<String, Long> written = written();
            own.add(sample(accepted, written, id -> arrivals.approved(id).sent()));
            whole.add(sample(accepted, written, id -> accepted.getOrDefault(id, 0L)));
            course.say()
                    .accept(String.format(
                            Locale.ROOT,
                            "  approved → write  p50 %5.1f ms  p99 %5.1f ms  longest %5.1f ms",
                            own.getLast().percentile(0.5),
                            own.getLast().percentile(0.99),
                            own.getLast().percentile(1)));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(finding("Approved sent → PUT, p50", own, 0.5, new Limit.AtMost(MOST_AT_THE_MEDIAN)));
        findings.add(finding("Approved sent → PUT, p99", own, 0.99, new Limit.AtMost(MOST_AT_P99)));
        findings.add(finding("Approved sent → PUT, longest", own, 1, new Limit.None()));
        findings.add(finding("request accepted → PUT, p50", whole, 0.5, new Limit.AtMost(30)));
        findings.add(finding("request accepted → PUT, p99", whole, 0.99, new Limit.AtMost(120)));
        Chain chain = new Chain(stack.bootstrap(), 4);
        chain.run(CHAIN_WARM_UP_PER_SECOND, LEAD_IN);
        findings.addAll(bare(chain, "as often", PER_SECOND));
        findings.addAll(bare(chain, "20 a second", CHAIN_PER_SECOND));
        findings.addAll(BareCommit.findings(stack.databases()::enforcer));
        return findings;
    }

    private static List<Finding> bare(Chain chain, String howOften, double perSecond) {
        List<Sample> bare = List.of(chain.run(perSecond, SHORTEST_ROUND));
        String what = "bare Kafka chain of four hops, " + howOften;
        return List.of(
                finding(what + ", p50", bare, 0.5, new Limit.None()),
                finding(what + ", p99", bare, 0.99, new Limit.None()));
    }

    private void protect() {
        String admin = new People(api, stack.addresses()).token("admin", People.Audience.POSTERN);
        List<String> vms = IntStream.range(0, GROUPS).mapToObj(EnforceBench::vm).toList();
        course.say().accept("Waiting for the inventory of " + GROUPS * VMS_A_GROUP + " VMs.");
        vms.forEach(
                vm -> await(vm + " in the inventory", () -> !status(vm, admin).isEmpty()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = body.putArray("virtualMachines");
        vms.forEach(ids::add);
        api.post(stack.intake().resolve("/api/v1/virtual-machines/protect"), admin, body);
        await("the baselines of all groups", () -> baselines() >= GROUPS);
    }

    private static String vm(int group) {
        return String.format(Locale.ROOT, VM, group * VMS_A_GROUP + 1);
    }

    private String status(String vm, String token) {
        String name = vm.substring(vm.lastIndexOf('/') + 1);
        return api.get(stack.intake().resolve("/api/v1/virtual-machines?name=" + name), token)
                .path("value")
                .path(0)
                .path("status")
                .asText("");
    }

    private long baselines() {
        return written("-deny-").size();
    }

    /** What was opened to warm up is closed again: the NSGs are measured as they were. */
    private void warmUp() {
        course.say().accept("Warming up.");
        try (ScheduledExecutorService refills = Executors.newSingleThreadScheduledExecutor()) {
            // NB. more than Azure takes for long: without this the writes would soon be collected and not sent one by
            // one
            refills.scheduleWithFixedDelay(
                    () -> stack.databases().inEnforcer("DELETE FROM write_budget"),
                    0,
                    BETWEEN_REFILLS.toMillis(),
                    TimeUnit.MILLISECONDS);
            Set<String> opened = ask(WARM_UP_PER_SECOND, WARM_UP).keySet();
            String admin = new People(api, stack.addresses()).token("admin", People.Audience.POSTERN);
            ObjectNode why = JsonNodeFactory.instance.objectNode().put("reason", "It was to warm up");
            opened.forEach(
                    id -> api.post(stack.intake().resolve("/api/v1/access-requests/" + id + "/revoke"), admin, why));
            await("the end of what was opened to warm up", () -> opened.stream().allMatch(arrivals::isClosed));
        }
        ask(PER_SECOND, LEAD_IN);
    }

    private Map<String, Long> ask(double perSecond, Duration length) {
        int visit = visits++;
        Map<String, Long> accepted = Wishes.send(
                stack,
                number -> wishes.of((int) number % PEOPLE, vm((int) number % GROUPS), visit, (int) number),
                CONNECTIONS,
                perSecond,
                length);
        await(
                "the openings",
                () -> accepted.keySet().stream()
                        .noneMatch(id -> arrivals.grant(id).isEmpty()));
        return accepted;
    }

    /** When Azure was asked to write, by the name of the rule. */
    private Map<String, Long> written() {
        return written("/securityrules/");
    }

    private Map<String, Long> written(String part) {
        Map<String, Long> written = new HashMap<>();
        JsonNode history = api.get(stack.azureHistory(), "");
        for (JsonNode write : history.path("value")) {
            String path = write.path("path").asText().toLowerCase(Locale.ROOT);
            Instant at = Instant.parse(write.path("time").asText());
            if (path.contains(part) && write.path("method").asText().equals("PUT")) {
                written.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), Arrivals.nanos(at));
            }
            write.path("added").forEach(name -> written.putIfAbsent(name.asText(), Arrivals.nanos(at)));
        }
        return written;
    }

    private interface Start {
        long of(String request);
    }

    private Sample sample(Map<String, Long> accepted, Map<String, Long> written, Start start) {
        long[] took = accepted.keySet().stream()
                .mapToLong(id -> {
                    String grant = arrivals.grant(id).toLowerCase(Locale.ROOT);
                    long at = written.entrySet().stream()
                            .filter(write -> write.getKey().contains(grant))
                            .mapToLong(Map.Entry::getValue)
                            .min()
                            .orElseThrow(() -> new CommandFailure("No write opened grant " + grant + "."));
                    return at - start.of(id);
                })
                .toArray();
        return new Sample(took, 0, 0, 0);
    }

    private static Finding finding(String what, List<Sample> samples, double share, Limit limit) {
        return new Finding(
                what,
                "ms",
                Spread.of(
                        samples.stream().map(sample -> sample.percentile(share)).toList()),
                limit);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !condition.holds(); ) {
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        "Not within " + PATIENCE.toMinutes() + " minutes: " + what + "; see the logs.");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
