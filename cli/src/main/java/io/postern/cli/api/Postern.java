package io.postern.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.keys.RandomSecret;
import io.postern.cli.stack.Addresses;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The native API as one person sees it. */
public final class Postern {
    private static final String REQUESTS = "/api/v1/access-requests";
    private static final String PENDING = "/api/v1/approvals?state=pending&limit=500";
    private static final String ASKING = "Whether it was taken in is not known: look for it with ./postern list.";

    private final Api api;
    private final URI requests;
    private final URI approvals;
    private final ServiceAddresses services;
    private final Person person;

    public Postern(Api api, ServiceAddresses services, Person person) {
        this.api = api;
        this.services = services;
        this.requests = services.requests();
        this.approvals = services.approvals();
        this.person = person;
    }

    /** The same of the local stack. */
    public Postern(Api api, Addresses addresses, Person person) {
        this(api, ServiceAddresses.local(addresses), person);
    }

    /** Who is talking. */
    public Person person() {
        return person;
    }

    /** Asks for access. */
    public JsonNode ask(AccessWish wish) {
        return ask(wish, RandomSecret.generate());
    }

    /** Asks for access once, however often it is asked under the same key: where an answer is lost, it is asked for again. */
    public JsonNode ask(AccessWish wish, String key) {
        ObjectNode body = wish.body(this::vmId);
        return new LostAnswers(ASKING)
                .of(() -> person.call(token -> api.post(requests.resolve(REQUESTS), token, body, key)));
    }

    /** Asks once more for the answer to what was asked under that key. Nobody is led through a sign-in for that. */
    public JsonNode askAgain(AccessWish wish, String key) {
        return api.post(requests.resolve(REQUESTS), person.token(), wish.body(this::vmId), key);
    }

    /** The address that a request without sources is for, as a block; empty when the service cannot tell. */
    public Optional<String> ownAddress() {
        String address =
                get(requests.resolve("/api/v1/my-address")).path("address").asText("");
        return address.isEmpty() ? Optional.empty() : Optional.of(address + (address.contains(":") ? "/128" : "/32"));
    }

    /** What becomes of a request, as it happens; {@code last} is the last event that was seen, or empty. */
    public EventStream events(String id, String last) {
        URI address = requests.resolve(REQUESTS + "/" + segment(id) + "/events");
        return person.call(token -> api.events(address, token, last));
    }

    public JsonNode request(String id) {
        return get(requests.resolve(REQUESTS + "/" + segment(id)));
    }

    /** All requests that fit a filter such as {@code &state=open}, page by page. */
    public List<JsonNode> list(String filter) {
        return pages(requests.resolve(REQUESTS + "?limit=200" + filter));
    }

    /** Ends a request's access before its time. */
    public JsonNode revoke(String id, String reason) {
        ObjectNode body = reason.isEmpty() ? empty() : empty().put("reason", reason);
        return post(requests.resolve(REQUESTS + "/" + segment(id) + "/revoke"), body);
    }

    /** Gives an open access back. */
    public JsonNode release(String id) {
        return post(requests.resolve(REQUESTS + "/" + segment(id) + "/release"), empty());
    }

    /** Withdraws a request that is not open yet. */
    public JsonNode cancel(String id) {
        return post(requests.resolve(REQUESTS + "/" + segment(id) + "/cancel"), empty());
    }

    /** Shuts everything of a network security group, or everywhere when none is named. */
    public JsonNode panic(String boundary, String reason) {
        ObjectNode body = empty().put("reason", reason);
        if (!boundary.isEmpty()) {
            body.put("boundary", boundary);
        }
        URI address = services.enforcer().resolve("/api/v1/panic");
        JsonNode answer = panic(address, body);
        if (!answer.path("grants").isNumber() || !answer.path("boundaries").isNumber()) {
            throw new CommandFailure(
                    "What answered at " + address + " does not say what it shuts, so it is not the enforcer and "
                            + "nothing is known to be shut: look at the profile with ./postern profile list.");
        }
        return answer;
    }

    /** Another service, or a path that leads nowhere, refuses it too: whoever panics has to see where it went. */
    private JsonNode panic(URI address, ObjectNode body) {
        try {
            return post(address, body);
        } catch (Refusal refused) {
            throw new CommandFailure("Nothing was shut by " + address + ": " + refused.sentence(), refused);
        }
    }

    /** Asks to keep an access for so much longer; without a reason the one of the request still holds. */
    public JsonNode extend(String id, Duration longer, String reason) {
        ObjectNode body = empty().put("duration", longer.toString());
        if (!reason.isEmpty()) {
            body.put("justification", reason);
        }
        return post(requests.resolve(REQUESTS + "/" + segment(id) + "/extend"), body);
    }

    /**
     * Says yes or no to a pending request or extension.
     *
     * @param shown what the person was shown of it, as {@link #waitingFor} gives it: the verdict counts for nothing else
     */
    public JsonNode decide(String id, JsonNode shown, String verdict, String reason, Less less) {
        ObjectNode body = empty().put("verdict", verdict).put("reason", reason);
        if (shown.hasNonNull("requestDigest")) {
            body.set("requestDigest", shown.path("requestDigest"));
        }
        less.addTo(body);
        return post(approvals.resolve("/api/v1/approvals/" + segment(id) + "/decisions"), body);
    }

    /** All that waits for this person's verdict, page by page. */
    public List<JsonNode> waiting() {
        return pages(approvals.resolve(PENDING));
    }

    /** What waits for this person's verdict about one request: itself or its extension; missing when nothing does. */
    public JsonNode waitingFor(String id) {
        String after = "";
        while (true) {
            JsonNode page = get(approvals.resolve(PENDING + after));
            for (JsonNode waiting : items(page)) {
                if (waiting.path("requestId").asText().equals(id)) {
                    return waiting;
                }
            }
            if (!page.hasNonNull("next")) {
                return MissingNode.getInstance();
            }
            after = "&after=" + segment(page.path("next").asText());
        }
    }

    /** The emergencies that wait for this person's review. */
    public List<JsonNode> reviews() {
        return items(get(approvals.resolve("/api/v1/reviews")));
    }

    /** Says whether an emergency was one. */
    public JsonNode review(String id, boolean justified, String comment) {
        ObjectNode body = empty().put("justified", justified).put("comment", comment);
        return post(approvals.resolve("/api/v1/reviews/" + segment(id)), body);
    }

    /** What a policy would have said about past requests. */
    public JsonNode replay(String policy) {
        URI address = approvals.resolve("/api/v1/policies/replay");
        return person.call(token -> api.post(address, token, "text/yaml", policy));
    }

    /** Puts VMs under protection. */
    public JsonNode protect(List<String> vmIds) {
        ObjectNode body = empty();
        vmIds.forEach(body.putArray("virtualMachines")::add);
        return post(requests.resolve("/api/v1/virtual-machines/protect"), body);
    }

    /** All VMs, page by page. */
    public List<JsonNode> virtualMachines() {
        return virtualMachines("");
    }

    /** The VMs that fit a filter such as {@code &list=configured}. */
    public List<JsonNode> virtualMachines(String filter) {
        return pages(requests.resolve("/api/v1/virtual-machines?limit=200" + filter));
    }

    /** How many VMs are known, on whichever list. */
    public int countVirtualMachines() {
        int count = 0;
        for (JsonNode list : vmPage("?limit=1").path("counts")) {
            count += list.asInt();
        }
        return count;
    }

    /** The full id of a VM that may be named alone. */
    public String vmId(String name) {
        return name.startsWith("/") ? name : virtualMachine(name).path("id").asText();
    }

    /** A VM, by its name or its full id. */
    public JsonNode virtualMachine(String named) {
        String name = named.substring(named.lastIndexOf('/') + 1);
        List<JsonNode> alike = name.matches("[-\\w.]{1,64}") ? virtualMachines("&name=" + segment(name)) : List.of();
        String field = named.startsWith("/") ? "id" : "name";
        List<JsonNode> exact = alike.stream()
                .filter(vm -> lower(vm.path(field)).equals(named.toLowerCase(Locale.ROOT)))
                .toList();
        if (exact.isEmpty()) {
            throw new CommandFailure("No VM is called " + named + "; " + knownVms());
        }
        if (exact.size() > 1) {
            throw new CommandFailure("Several VMs are called " + named + "; say which by its id: "
                    + exact.stream().map(vm -> vm.path("id").asText()).collect(Collectors.joining(", ")) + ".");
        }
        return exact.getFirst();
    }

    private String knownVms() {
        JsonNode page = vmPage("?limit=20");
        List<String> known =
                items(page).stream().map(vm -> vm.path("name").asText()).toList();
        String more = page.hasNonNull("next") ? " and others." : ".";
        return known.isEmpty() ? "the inventory is still empty." : "known are " + String.join(", ", known) + more;
    }

    private JsonNode vmPage(String query) {
        return get(requests.resolve("/api/v1/virtual-machines" + query));
    }

    private List<JsonNode> pages(URI first) {
        JsonNode page = get(first);
        List<JsonNode> all = items(page);
        while (page.hasNonNull("next")) {
            page = get(URI.create(first + "&after=" + segment(page.path("next").asText())));
            all.addAll(items(page));
        }
        return all;
    }

    private JsonNode get(URI address) {
        return person.call(token -> api.get(address, token));
    }

    private JsonNode post(URI address, JsonNode body) {
        return person.call(token -> api.post(address, token, body));
    }

    private static String lower(JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT);
    }

    private static List<JsonNode> items(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        (page.isArray() ? page : page.path("value")).forEach(items::add);
        return items;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
