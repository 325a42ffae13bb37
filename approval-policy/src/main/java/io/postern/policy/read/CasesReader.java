package io.postern.policy.read;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import io.postern.policy.RequestFacts;
import io.postern.policy.SubjectFacts;
import io.postern.policy.cases.Case;
import io.postern.policy.cases.Cases;
import io.postern.policy.rule.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the cases that are kept beside a policy; what a case does not say is an everyday request. */
public final class CasesReader {
    private static final PersonId SOMEBODY = new PersonId("tenant", "somebody");
    private static final Instant MONDAY_MORNING = Instant.parse("2026-01-05T09:00:00Z");
    private static final List<Cidr> ONE_ADDRESS = List.of(Cidr.parse("203.0.113.7"));
    private static final String EVERYDAY_REASON = "an everyday reason for access";

    private final Names names;
    private final Map<String, Part> vms;

    private CasesReader(Names names, Map<String, Part> vms) {
        this.names = names;
        this.vms = vms;
    }

    /** Throws {@link PolicyFault} when the text is not a file of cases for this policy. */
    public static Cases read(String yaml, Policy policy) {
        Section file = new Text(yaml).root().section("vms", "cases");
        Map<String, Part> vms = new LinkedHashMap<>();
        file.get("vms", Part::anyNames).ifPresent(section -> vms.putAll(section.all()));
        vms.forEach(VmReader::check);
        CasesReader reader = new CasesReader(
                new Names(policy.parts().groups(), policy.parts().schedules()), vms);
        Set<String> taken = new HashSet<>();
        return new Cases(file.need("cases").list().stream()
                .map(part -> reader.one(part, taken))
                .toList());
    }

    private Case one(Part part, Set<String> taken) {
        Section section = part.section("name", "ask", "expect");
        String name = section.need("name").text();
        if (!taken.add(name)) {
            throw part.fault("there is a case of this name already; give this one another.");
        }
        Part expect = section.need("expect");
        ExpectedReader expected = new ExpectedReader(names);
        return new Case(
                name, part.line(), request(section.need("ask")), expected.read(expect), expected.inWords(expect));
    }

    private RequestFacts request(Part part) {
        Section ask = part.section(
                "vms", "ports", "sources", "for", "ticket", "reason", "extension", "emergency", "at", "by", "groups");
        List<Integer> ports = ask.get("ports", Part::oneOrMore).orElse(List.of()).stream()
                .map(port -> port.number(1, 65_535))
                .toList();
        VmReader reader = new VmReader(vms, ports.isEmpty() ? List.of(22) : ports);
        return new RequestFacts(
                new SubjectFacts(ask.get("by", CasesReader::person).orElse(SOMEBODY), groups(ask)),
                ask.need("vms").oneOrMore().stream().map(reader::target).toList(),
                ask.get("sources", Part::oneOrMore)
                        .map(sources ->
                                sources.stream().map(CasesReader::source).toList())
                        .orElse(ONE_ADDRESS),
                ask.get("for", Part::length).orElse(Duration.ofHours(1)),
                ask.get("ticket", Part::text).orElse(null),
                ask.get("reason", Part::text).orElse(EVERYDAY_REASON),
                ask.get("extension", number -> number.number(0, 1_000)).orElse(0),
                ask.get("emergency", flag -> flag.oneOf(List.of("true", "false")))
                        .map(Boolean::valueOf)
                        .orElse(false),
                ask.get("at", CasesReader::moment).orElse(MONDAY_MORNING));
    }

    private @Nullable Set<String> groups(Section ask) {
        Optional<Part> groups = ask.get("groups");
        if (groups.isEmpty()) {
            return Set.of();
        }
        if (groups.get().isText() && groups.get().text().equals("unknown")) {
            return null;
        }
        return Set.copyOf(names.groupIds(
                groups.get().isText() ? List.of(groups.get()) : groups.get().list()));
    }

    private static PersonId person(Part part) {
        String[] halves = part.text().split("/", -1);
        try {
            return halves.length == 2 ? new PersonId(halves[0], halves[1]) : new PersonId("tenant", part.text());
        } catch (IllegalArgumentException wrong) {
            throw part.fault("write a person as tenant/object-id here.");
        }
    }

    private static Cidr source(Part part) {
        try {
            return Cidr.parse(part.text());
        } catch (IllegalArgumentException wrong) {
            throw part.fault(wrong.getMessage() + ".");
        }
    }

    private static Instant moment(Part part) {
        try {
            return OffsetDateTime.parse(part.text()).toInstant();
        } catch (DateTimeParseException wrong) {
            throw part.fault("write a moment as 2026-01-05T09:00:00Z or with an offset here, not " + part.text() + ".");
        }
    }
}
