package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.AccessWish;
import io.postern.cli.api.Postern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An access that is there because somebody wanted it to be: one that is open or on its way, or a new one.
 *
 * @param asked whether it had to be asked for
 */
record Ensured(JsonNode request, boolean asked) {
    private static final List<String> ALIVE = List.of("open", "opening", "approved", "pending");

    /** The access to {@code vm}, a full id. */
    static Ensured of(Postern postern, String vm, AccessWish wish) {
        List<JsonNode> mine = postern.list("&requester=me&vm=" + URLEncoder.encode(vm, StandardCharsets.UTF_8));
        Set<String> sources = new HashSet<>(wish.sources());
        if (sources.isEmpty() && mine.stream().anyMatch(request -> serves(request, vm, wish.ports(), Set.of()))) {
            // Where that is unclear, nothing that is there is known to serve.
            sources.add(postern.ownAddress().orElse("unclear"));
        }
        Optional<JsonNode> there = ALIVE.stream()
                .flatMap(state -> mine.stream()
                        .filter(request -> request.path("state").asText().equals(state)))
                .filter(request -> serves(request, vm, wish.ports(), sources))
                .findFirst();
        return there.map(request -> new Ensured(request, false))
                .orElseGet(() -> new Ensured(postern.ask(wish, key(wish, vm, mine)), true));
    }

    /** Whether a request is alive and lets in what is wanted from where it is wanted. */
    static boolean serves(JsonNode request, String vm, List<Integer> ports, Set<String> sources) {
        JsonNode terms = request.hasNonNull("approved") ? request.path("approved") : request;
        return ALIVE.contains(request.path("state").asText())
                && texts(terms.path("sources")).containsAll(sources)
                && stands(request, vm, ports)
                && has(terms.path("targets"), vm, ports);
    }

    /** What is open has to be open for these ports: a grant among several may have ended before the others. */
    private static boolean stands(JsonNode request, String vm, List<Integer> ports) {
        if (!request.path("state").asText().equals("open")) {
            return true;
        }
        for (JsonNode grant : request.path("grants")) {
            if (grant.path("state").asText().equals("open") && covers(grant, vm, ports)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(JsonNode targets, String vm, List<Integer> ports) {
        for (JsonNode target : targets) {
            if (covers(target, vm, ports)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(JsonNode target, String vm, List<Integer> ports) {
        return target.path("vm").asText().toLowerCase(Locale.ROOT).equals(vm.toLowerCase(Locale.ROOT))
                && texts(target.path("ports"))
                        .containsAll(ports.stream().map(String::valueOf).toList());
    }

    /** The same for all who want the same at once, and another one once what they got has ended. */
    private static String key(AccessWish wish, String vm, List<JsonNode> mine) {
        String newest = mine.isEmpty() ? "" : mine.getFirst().path("id").asText();
        return "ensure-"
                + UUID.nameUUIDFromBytes(
                        (vm.toLowerCase(Locale.ROOT) + wish + newest).getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> texts(JsonNode values) {
        Set<String> texts = new HashSet<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
