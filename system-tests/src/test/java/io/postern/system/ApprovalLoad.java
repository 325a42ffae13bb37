package io.postern.system;

import io.postern.cli.stack.PortName;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** People who ask, and approvers who decide at whichever instance answers, again and again until one has. */
final class ApprovalLoad {
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(250);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> APPROVERS = List.of("approver", "second-approver");

    /** Nobody is asked, one is, two are. */
    private static final List<String> LENGTHS = List.of("PT1H", "PT4H", "PT1H", "PT5H");

    private final Stack stack;
    private final List<String> instances;
    private final Map<String, BlockingQueue<String>> toDecide = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean ending;

    final Map<String, Instant> accepted = new ConcurrentHashMap<>();
    /** Verdicts that an instance said it counted, as request and approver. */
    final Set<String> counted = ConcurrentHashMap.newKeySet();

    final Queue<String> failures = new ConcurrentLinkedQueue<>();

    ApprovalLoad(Stack stack, List<String> instances) {
        this.stack = stack;
        this.instances = instances;
        APPROVERS.forEach(name -> toDecide.put(name, new LinkedBlockingQueue<>()));
    }

    /** What each of the people does, all at once. */
    List<Runnable> people() {
        return List.of(this::ask, () -> decide("approver"), () -> decide("second-approver"));
    }

    /** How much has happened so far. */
    int progress() {
        return accepted.size() + counted.size();
    }

    /** Nobody asks any more; what was asked is still decided. */
    void end() {
        ending = true;
    }

    private void ask() {
        while (!ending) {
            int now = number.getAndIncrement();
            String length = LENGTHS.get(now % LENGTHS.size());
            Answer answer = stack.access.submit("""
                    {"targets":[{"vm":"%s","ports":[22]}],"sources":["192.0.%d.%d/32"],
                     "duration":"%s","justification":"two approvals"}""".formatted(World.vmId("web-1"), now >> 8 & 255, now & 255, length));
            if (answer.status() == 202) {
                accepted.put(answer.text("id"), Instant.now());
                if (!length.equals("PT1H")) {
                    toDecide.values().forEach(queue -> queue.add(answer.text("id")));
                }
            } else {
                failures.add("not accepted: " + answer);
            }
            LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
        }
    }

    private void decide(String approver) {
        try {
            while (true) {
                String request = toDecide.get(approver).poll(100, TimeUnit.MILLISECONDS);
                if (request != null) {
                    decide(approver, request);
                } else if (ending) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries both instances in turn until one has an answer that no other try would change. */
    private void decide(String approver, String request) {
        String verdict = approver.equals("approver") && request.hashCode() % 5 == 0 ? "deny" : "approve";
        Instant end = Instant.now().plus(PATIENCE);
        for (int attempt = request.hashCode() & 1; Instant.now().isBefore(end); attempt++) {
            if (isDecided(instances.get(attempt % instances.size()), approver, request, verdict)) {
                return;
            }
            LockSupport.parkNanos(BEFORE_ANOTHER_TRY.toNanos());
        }
        failures.add(approver + " could not decide on " + request);
    }

    private boolean isDecided(String instance, String approver, String request, String verdict) {
        try {
            Answer answer = Http.send(
                    HttpRequest.newBuilder(URI.create(instance + "/api/v1/approvals/" + request + "/decisions"))
                            .timeout(Duration.ofSeconds(5))
                            .header("Authorization", "Bearer " + stack.people.postern(approver))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"verdict\":\"" + verdict + "\",\"reason\":\"two approvals\"}"))
                            .build());
            if (answer.status() == 200) {
                counted.add(request + " " + approver);
            }
            return answer.status() == 200
                    || answer.status() == 409 && answer.body().toString().contains("urn:postern:problem:settled");
        } catch (UncheckedIOException dead) {
            return false;
        }
    }

    /** The instance that the stack runs, as an address. */
    static String first(Stack stack) {
        return stack.url(PortName.APPROVAL);
    }
}
