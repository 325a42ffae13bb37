package io.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The life of access requests, as a portal would drive it: over REST alone. */
final class Access {
    private static final Set<String> ENDED = Set.of("closed", "denied", "cancelled", "lapsed", "refused");

    private final String base;
    private final String approvals;
    private final String audit;
    private final People people;
    private final String person;

    Access(String base, String approvals, String audit, People people) {
        this(base, approvals, audit, people, "requester");
    }

    private Access(String base, String approvals, String audit, People people, String person) {
        this.base = base;
        this.person = person;
        this.approvals = approvals;
        this.audit = audit;
        this.people = people;
    }

    /** The same for another person who asks. */
    Access as(String other) {
        return new Access(base, approvals, audit, people, other);
    }

    /** Puts a VM under the default JIT policy, with all management ports whatever its system is. */
    Answer protect(String vm) {
        return protect(List.of(vm));
    }

    Answer protect(List<String> vms) {
        String ids = vms.stream().map(vm -> "\"" + World.vmId(vm) + "\"").collect(Collectors.joining(","));
        return Http.post(
                base + "/api/v1/virtual-machines/protect",
                people.postern("admin"),
                "{\"virtualMachines\":[" + ids + "],\"ports\":\"all\"}");
    }

    /** Takes a VM out of its JIT policy. */
    Answer unprotect(String vm) {
        return Http.delete(base + "/api/v1/virtual-machines" + World.vmId(vm) + "/jit-policy", people.postern("admin"));
    }

    /** What the inventory says of a VM. */
    JsonNode vm(String name) {
        JsonNode all = Http.get(base + "/api/v1/virtual-machines?name=" + name, people.postern("admin"))
                .body();
        for (JsonNode vm : all.path("value")) {
            if (vm.path("id").asText().equalsIgnoreCase(World.vmId(name))) {
                return vm;
            }
        }
        return MissingNode.getInstance();
    }

    /** Asks for a port from home; the id of the accepted request. */
    String request(String vm, int port, Duration duration) {
        return request(vm, port, "203.0.113.7", duration);
    }

    /** Asks for a port from one address. */
    String request(String vm, int port, String source, Duration duration) {
        Answer answer = submit("""
                {"targets":[{"vm":"%s","ports":[%d]}],"sources":["%s"],
                 "duration":"%s","justification":"system test"}""".formatted(World.vmId(vm), port, source, duration));
        if (answer.status() != 202) {
            throw new AssertionError("not accepted: " + answer);
        }
        return answer.text("id");
    }

    Answer submit(String body) {
        return Http.post(base + "/api/v1/access-requests", people.postern(person), body);
    }

    /** Has the approver agree to it, as soon as it lies before him. */
    void approve(String id) {
        Await.until(
                id + " approved",
                Duration.ofSeconds(20),
                () -> Http.post(
                                        approvals + "/api/v1/approvals/" + id + "/decisions",
                                        people.postern("approver"),
                                        "{\"verdict\":\"approve\",\"reason\":\"system test\"}")
                                .status()
                        == 200);
    }

    Answer revoke(String id) {
        return Http.post(base + "/api/v1/access-requests/" + id + "/revoke", people.postern(person), "{}");
    }

    /** Asks to keep an access for so much longer. */
    Answer extend(String id, Duration longer) {
        return Http.post(
                base + "/api/v1/access-requests/" + id + "/extend",
                people.postern(person),
                "{\"duration\":\"" + longer + "\",\"justification\":\"system test, still at it\"}");
    }

    /** Waits until a grant is open that ends later than that. */
    JsonNode awaitLater(String id, Instant end, Duration limit) {
        return Await.value("request " + id + " open until after " + end, limit, () -> {
            for (JsonNode grant : show(id).path("grants")) {
                if (grant.path("state").asText().equals("open")
                        && Instant.parse(grant.path("until").asText()).isAfter(end)) {
                    return Optional.of(grant);
                }
            }
            return Optional.empty();
        });
    }

    JsonNode show(String id) {
        return Http.get(base + "/api/v1/access-requests/" + id, people.postern(person))
                .body();
    }

    /** The id of the requester's newest request. */
    String newest() {
        JsonNode page = Http.get(base + "/api/v1/access-requests?requester=me&limit=1", people.postern(person))
                .body();
        return page.required("value").required(0).required("id").asText();
    }

    /** Waits for a state; fails at once in another final one. */
    JsonNode await(String id, String state, Duration limit) {
        return Await.value("request " + id + " " + state, limit, () -> {
            JsonNode request = show(id);
            String now = request.path("state").asText();
            if (ENDED.contains(now) && !now.equals(state)) {
                throw new AssertionError("ended as " + request);
            }
            return now.equals(state) ? Optional.of(request) : Optional.empty();
        });
    }

    /** The leaves of the trail that are about a request. */
    List<JsonNode> story(String id) {
        return leaves("request=" + id);
    }

    /** The leaves of one event type. */
    List<JsonNode> trail(String type) {
        return leaves("type=" + type);
    }

    private List<JsonNode> leaves(String query) {
        List<JsonNode> leaves = new ArrayList<>();
        Http.get(audit + "/api/v1/trail?" + query, people.postern("auditor"))
                .body()
                .path("entries")
                .forEach(leaves::add);
        return leaves;
    }

    /** The end of the request's only grant: every bound counts from here. */
    static Instant end(JsonNode request) {
        return Instant.parse(request.path("grants").path(0).path("until").asText());
    }

    static String ruleName(JsonNode request) {
        return request.path("grants").path(0).path("ruleName").asText();
    }
}
