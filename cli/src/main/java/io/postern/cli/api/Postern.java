package io.postern.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.PortName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The native API as one person sees it. */
public final class Postern {
    private static final String REQUESTS = "/api/v1/access-requests";

    private final Api api;
    private final URI requests;
    private final URI approvals;
    private final String token;

    public Postern(Api api, Addresses addresses, String token) {
        this.api = api;
        this.requests = addresses.http(PortName.REQUEST);
        this.approvals = addresses.http(PortName.APPROVAL);
        this.token = token;
    }

    /** Asks for access. */
    public JsonNode ask(AccessWish wish) {
        return api.post(requests.resolve(REQUESTS), token, wish.body(this::vmId));
    }

    public JsonNode request(String id) {
        return api.get(requests.resolve(REQUESTS + "/" + segment(id)), token);
    }

    /** The requests that fit a filter such as {@code ?state=open}; the items alone. */
    public List<JsonNode> list(String filter) {
        return items(api.get(requests.resolve(REQUESTS + filter), token));
    }

    /** Gives a request's access back before its end. */
    public JsonNode revoke(String id) {
        return api.post(requests.resolve(REQUESTS + "/" + segment(id) + "/revoke"), token, empty());
    }

    /** Says yes or no to a pending request. */
    public JsonNode decide(String id, String verdict, String reason) {
        ObjectNode body = empty().put("verdict", verdict).put("reason", reason);
        return api.post(approvals.resolve("/api/v1/approvals/" + segment(id) + "/decisions"), token, body);
    }

    /** Puts VMs under protection. */
    public JsonNode protect(List<String> vmIds) {
        ObjectNode body = empty();
        vmIds.forEach(body.putArray("virtualMachines")::add);
        return api.post(requests.resolve("/api/v1/virtual-machines/protect"), token, body);
    }

    /** All VMs, page by page. */
    public List<JsonNode> virtualMachines() {
        return virtualMachines("");
    }

    /** The full id of a VM that may be named alone. */
    public String vmId(String name) {
        if (name.startsWith("/")) {
            return name;
        }
        List<JsonNode> alike = name.matches("[-\\w.]{1,64}") ? virtualMachines("&name=" + segment(name)) : List.of();
        return alike.stream()
                .filter(vm -> lower(vm.path("name")).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(vm -> vm.path("id").asText())
                .orElseThrow(() -> new CommandFailure("No VM is called " + name + "; " + knownVms()));
    }

    private String knownVms() {
        JsonNode page = vmPage("?limit=20");
        List<String> known =
                items(page).stream().map(vm -> vm.path("name").asText()).toList();
        String more = page.hasNonNull("next") ? " and others." : ".";
        return known.isEmpty() ? "the inventory is still empty." : "known are " + String.join(", ", known) + more;
    }

    private List<JsonNode> virtualMachines(String filter) {
        JsonNode page = vmPage("?limit=200" + filter);
        List<JsonNode> all = items(page);
        while (page.hasNonNull("next")) {
            page = vmPage("?limit=200" + filter + "&after="
                    + segment(page.path("next").asText()));
            all.addAll(items(page));
        }
        return all;
    }

    private JsonNode vmPage(String query) {
        return api.get(requests.resolve("/api/v1/virtual-machines" + query), token);
    }

    private static String lower(JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT);
    }

    private static List<JsonNode> items(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.path("value").forEach(items::add);
        return items;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
