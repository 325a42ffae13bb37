package io.postern.cli.bench;

import io.postern.cli.bench.Finding.Limit;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.SubjectFacts;
import io.postern.policy.TargetFacts;
import io.postern.policy.read.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long a policy of a thousand rules takes to decide, in this process, on one thread. */
final class PolicyBench {
    private static final int RULES = 1_000;
    private static final double MOST_MILLIS = 2;
    private static final Instant MONDAY_MORNING = Instant.parse("2026-01-05T09:00:00Z");

    private PolicyBench() {}

    static List<Finding> run(Bench.Course course) {
        ApprovalPolicy policy = PolicyReader.read(rules());
        List<Finding> findings = new ArrayList<>();
        findings.addAll(measure(policy, "one VM", request(1, true), course, new Limit.AtMost(MOST_MILLIS)));
        findings.addAll(measure(
                policy, "one VM unknown to the inventory", request(1, false), course, new Limit.AtMost(MOST_MILLIS)));
        findings.addAll(measure(policy, "ten VMs", request(10, true), course, new Limit.None()));
        List<Double> readings = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            long start = System.nanoTime();
            PolicyReader.read(rules());
            readings.add((System.nanoTime() - start) / 1e6);
        }
        findings.add(new Finding("1,000 rules read and checked", "ms", Spread.of(readings), new Limit.None()));
        return findings;
    }

    private static List<Finding> measure(
            ApprovalPolicy policy, String what, RequestFacts request, Bench.Course course, Limit limit) {
        sample(policy, request, course.round());
        List<Double> medians = new ArrayList<>();
        List<Double> tails = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            Sample sample = sample(policy, request, course.round());
            medians.add(sample.percentile(0.5));
            tails.add(sample.percentile(0.99));
        }
        course.say().accept("  " + what + "  " + Spread.of(medians) + " ms, p99 " + Spread.of(tails) + " ms");
        return List.of(
                new Finding("1,000 rules decide about " + what + ", median", "ms", Spread.of(medians), limit),
                new Finding("1,000 rules decide about " + what + ", p99", "ms", Spread.of(tails), limit));
    }

    private static Sample sample(ApprovalPolicy policy, RequestFacts request, Duration round) {
        long[] nanos = new long[1 << 20];
        int count = 0;
        long start = System.nanoTime();
        while (count < nanos.length && System.nanoTime() - start < round.toNanos()) {
            long before = System.nanoTime();
            if (policy.decide(request).rules().size() > RULES) {
                throw new IllegalStateException("more rules than there are");
            }
            nanos[count++] = System.nanoTime() - before;
        }
        return new Sample(Arrays.copyOf(nanos, count), 0, 0, (System.nanoTime() - start) / 1e9);
    }

    /** Conditions of every kind; each rule looks at other values, so that none can answer for another. */
    private static String rules() {
        StringBuilder text = new StringBuilder("""
                name: thousand
                groups: { approvers: 33333333-0000-0000-0000-000000000001 }
                schedules: { nights: { zone: Europe/Amsterdam, from: "22:00", to: "06:00" } }
                rules:
                """);
        for (int i = 0; i < RULES; i++) {
            String condition = switch (i % 6) {
                case 0 -> "target.name in ['web-" + i + "', 'app-" + i + "'] && request.duration <= duration('3h')";
                case 1 -> "target.tags['env'] == 'env-" + i + "'";
                case 2 -> (10_000 + i) + " in request.ports";
                case 3 -> "target.resourceGroup.startsWith('group-" + i + "') || 'team-" + i + "' in subject.groups";
                case 4 -> "request.at.getHours('Europe/Amsterdam') > 22 && request.ticket.matches('^INC-" + i + "')";
                default -> "request.sources.exists(s, s.within('10." + i % 200 + ".0.0/16'))";
            };
            String outcome = switch (i % 4) {
                case 0 -> "approve: automatically";
                case 1 -> "approve: { stages: [ { from: [approvers], count: 2 } ] }";
                case 2 -> "require: { ticket: '^INC-[0-9]+$', maxDuration: PT4H }";
                default -> "deny: Not here.";
            };
            text.append("  - { name: rule-")
                    .append(i)
                    .append(", when: \"")
                    .append(condition)
                    .append("\", ")
                    .append(outcome)
                    .append(i % 50 == 0 ? ", during: nights" : "")
                    .append(" }\n");
        }
        return text.append("otherwise: { stages: [ { from: [approvers] } ] }\n").toString();
    }

    private static RequestFacts request(int vms, boolean known) {
        List<TargetFacts> targets = new ArrayList<>();
        for (int i = 0; i < vms; i++) {
            targets.add(new TargetFacts(
                    new VmId("/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso"
                            + "/providers/Microsoft.Compute/virtualMachines/vm-" + i),
                    List.of(new PortAccess(new Port(22), Protocol.TCP), new PortAccess(new Port(3389), Protocol.TCP)),
                    known
                            ? new TargetFacts.Seen(
                                    "westeurope", "Linux", Map.of("env", "prod"), "PROTECTED", "NSG", List.of())
                            : null));
        }
        return new RequestFacts(
                new SubjectFacts(new PersonId("tenant", "somebody"), Set.of("33333333-0000-0000-0000-000000000009")),
                targets,
                List.of(Cidr.parse("203.0.113.7"), Cidr.parse("2001:db8::/56")),
                Duration.ofHours(1),
                "INC-12",
                "the disk of this machine is full",
                0,
                false,
                MONDAY_MORNING);
    }
}
