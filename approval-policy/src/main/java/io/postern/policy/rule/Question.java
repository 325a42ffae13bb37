package io.postern.policy.rule;

import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.policy.RequestFacts;
import io.postern.policy.TargetFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One target of a request, in the words that conditions use. What is not known has no value. Azure's names differ in case
 * without being different, so names are in lower case here.
 */
public final class Question {
    private final TargetFacts target;
    private final Instant at;
    private final Map<String, Object> values;

    private Question(TargetFacts target, Instant at, Map<String, Object> values) {
        this.target = target;
        this.at = at;
        this.values = values;
    }

    /** A question for every target. */
    public static List<Question> of(RequestFacts request, Groups groups) {
        Map<String, Object> common = new HashMap<>();
        common.put("subject.oid", request.subject().id().oid());
        common.put("subject.tenant", request.subject().id().tenant());
        if (request.subject().groups() != null) {
            common.put("subject.groups", groups.namesAndIds(request.subject().groups()));
        }
        common.put(
                "request.sources",
                request.sources().stream().map(Cidr::toString).toList());
        common.put("request.widestIpv4", widest(request.sources(), AddressFamily.IPV4));
        common.put("request.widestIpv6", widest(request.sources(), AddressFamily.IPV6));
        common.put("request.duration", request.length());
        common.put("request.ticket", request.ticket() == null ? "" : request.ticket());
        common.put("request.justification", request.justification());
        common.put("request.extension", (long) request.extension());
        common.put("request.at", request.at());
        return request.targets().stream()
                .map(target -> new Question(target, request.at(), values(common, target)))
                .toList();
    }

    private static Map<String, Object> values(Map<String, Object> common, TargetFacts target) {
        Map<String, Object> values = new HashMap<>(common);
        values.put("target.id", target.vm().key());
        values.put("target.name", lower(target.vm().name()));
        values.put("target.subscription", lower(target.vm().subscription()));
        values.put("target.resourceGroup", lower(target.vm().resourceGroup()));
        values.put(
                "request.ports",
                target.ports().stream().map(port -> (long) port.port().number()).toList());
        TargetFacts.Seen seen = target.seen();
        if (seen != null) {
            Map<String, String> tags = new HashMap<>();
            seen.tags().forEach((name, value) -> tags.put(lower(name), value));
            values.put("target.tags", tags);
            values.put("target.location", lower(seen.location()));
            values.put("target.os", lower(seen.os()));
            values.put("target.status", seen.status());
            values.put("target.guard", seen.guard());
            values.put(
                    "target.openPorts",
                    seen.openManagementPorts().stream().map(Integer::longValue).toList());
        }
        return values;
    }

    /** The shortest prefix of a family; that of a single address when there is none. */
    private static long widest(List<Cidr> sources, AddressFamily family) {
        return sources.stream()
                .filter(source -> source.family() == family)
                .mapToLong(Cidr::prefixLength)
                .min()
                .orElse(family.bits());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The values by the names of {@link Vocabulary}. */
    public Map<String, Object> values() {
        return values;
    }

    TargetFacts target() {
        return target;
    }

    Instant at() {
        return at;
    }
}
