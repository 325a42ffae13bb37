package io.postern.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Endpoint;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.limits.Budgets;
import io.postern.emulator.packet.AddressPrefix;
import io.postern.emulator.packet.Reachability;
import io.postern.emulator.packet.Reachability.Question;
import io.postern.emulator.packet.Reachability.Verdict;
import io.postern.emulator.world.Directory;
import java.io.IOException;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@code /_emulator/…}: history, packet verdicts, fault orders, limits, the directory to change, and the map of loopback addresses.
 */
public final class ControlEndpoints implements Endpoint {
    private final Directory directory;
    private final History history;
    private final Counters counters;
    private final Faults faults;
    private final Budgets budgets;
    private final Reachability reachability;

    public ControlEndpoints(
            Directory directory,
            History history,
            Counters counters,
            Faults faults,
            Budgets budgets,
            Reachability reachability) {
        this.directory = directory;
        this.history = history;
        this.counters = counters;
        this.faults = faults;
        this.budgets = budgets;
        this.reachability = reachability;
    }

    @Override
    public Reply answer(Call call) {
        try {
            return switch (call.method() + " " + String.join("/", call.segments())) {
                case "GET _emulator/health" -> Reply.of(200, Json.object().put("status", "UP"));
                case "GET _emulator/history" -> history(call);
                case "GET _emulator/counters" -> Reply.of(200, counts(call));
                case "DELETE _emulator/counters" -> forgetCounts(call);
                case "GET _emulator/packet" -> packet(call);
                case "GET _emulator/addresses" ->
                    Reply.of(200, directory.seed().json().path("loopback"));
                case "GET _emulator/directory" -> Reply.of(200, directory.json());
                case "PUT _emulator/directory" -> replaceDirectory(call);
                case "DELETE _emulator/directory" -> resetDirectory();
                case "GET _emulator/faults" -> standingFaults();
                case "PUT _emulator/faults" -> orderFaults(call, faults::replace);
                case "POST _emulator/faults" -> orderFaults(call, faults::add);
                case "DELETE _emulator/faults" -> clearFaults();
                case "GET _emulator/limits" -> Reply.of(200, budgets.limits());
                case "PUT _emulator/limits" -> Reply.of(200, budgets.change(json(call)));
                default ->
                    problem(404, "NotFound", "There is nothing at " + call.path() + " for " + call.method() + ".");
            };
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return problem(400, "BadRequest", String.valueOf(wrong.getMessage()));
        }
    }

    private Reply history(Call call) {
        Optional<String> since = call.query("since");
        ObjectNode body = Json.object().put("last", history.last());
        List<History.Write> writes;
        if (since.isEmpty()) {
            writes = history.matching(w -> true);
        } else if (since.get().matches("\\d{1,18}")) {
            long after = Long.parseLong(since.get());
            writes = history.matching(w -> w.seq() > after);
        } else {
            Instant from = Instant.parse(since.get());
            writes = history.matching(w -> !w.time().isBefore(from));
        }
        body.putArray("value").addAll(writes.stream().map(History.Write::json).toList());
        return Reply.of(200, body);
    }

    private ObjectNode counts(Call call) {
        ObjectNode counts = counters.json(call.query("who"));
        counts.set("budgets", budgets.json(call.at()));
        return counts;
    }

    private Reply forgetCounts(Call call) {
        counters.clear(call.at());
        return Reply.of(204);
    }

    private Reply packet(Call call) {
        Question question = new Question(
                address(required(call, "from")),
                port(call.query("sourcePort").orElse("50000")),
                call.query("to").isPresent() ? call.query("vm").orElse("") : required(call, "vm"),
                call.query("to").map(ControlEndpoints::address),
                port(required(call, "port")),
                call.query("protocol").orElse("Tcp"));
        return reachability
                .judge(question)
                .map(ControlEndpoints::verdict)
                .orElseGet(() -> problem(404, "NotFound", "There is no such VM or firewall."));
    }

    private static InetAddress address(String text) {
        return AddressPrefix.address(text)
                .orElseThrow(() -> new IllegalArgumentException("'from' and 'to' are IPv4 or IPv6 addresses"));
    }

    private static Reply verdict(Verdict verdict) {
        ObjectNode body = Json.object().put("allowed", verdict.allowed()).put("by", verdict.by());
        body.put("nsg", verdict.nsg().orElse(null));
        var path = body.putArray("path");
        verdict.path()
                .forEach(a -> path.addObject()
                        .put("nsg", a.group())
                        .put("rule", a.rule())
                        .put("allowed", a.allowed()));
        return Reply.of(200, body);
    }

    private Reply standingFaults() {
        ObjectNode body = Json.object();
        body.set("orders", faults.json());
        return Reply.of(200, body);
    }

    private Reply replaceDirectory(Call call) {
        directory.replace(json(call));
        return Reply.of(200, directory.json());
    }

    private Reply resetDirectory() {
        directory.reset();
        return Reply.of(204);
    }

    private static JsonNode json(Call call) {
        try {
            return call.json();
        } catch (IOException malformed) {
            throw new IllegalArgumentException("the body is not JSON", malformed);
        }
    }

    private Reply orderFaults(Call call, Consumer<List<FaultOrder>> how) {
        JsonNode json = json(call);
        JsonNode orders = json.has("orders") ? json.path("orders") : json;
        Stream<JsonNode> each = orders.isArray() ? orders.valueStream() : Stream.of(orders);
        how.accept(each.map(FaultOrder::read).toList());
        return standingFaults();
    }

    private Reply clearFaults() {
        faults.replace(List.of());
        return Reply.of(204);
    }

    private static String required(Call call, String name) {
        return call.query(name)
                .filter(v -> !v.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("the query parameter '" + name + "' is missing"));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static Reply problem(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Reply.of(status, body);
    }
}
