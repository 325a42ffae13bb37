package io.postern.policy.read;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.id.PersonId;
import io.postern.policy.cel.Conditions;
import io.postern.policy.rule.Approval;
import io.postern.policy.rule.Emergency;
import io.postern.policy.rule.Humans;
import io.postern.policy.rule.Policy;
import io.postern.policy.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an approval policy. Whatever is wrong with it is found now, not when somebody asks for access. */
public final class PolicyReader {
    private static final int MOST_RULES = 2_000;
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final int EXTENSIONS = 3;

    private PolicyReader() {}

    /** Throws {@link PolicyFault} when the text is not a policy. */
    public static Policy read(String yaml) {
        Section policy = new Text(yaml)
                .root()
                .section(
                        "name",
                        "groups",
                        "schedules",
                        "defaults",
                        "botsUpTo",
                        "extensions",
                        "rules",
                        "otherwise",
                        "breakGlass",
                        "linkedIdentities");
        String name = policy.need("name").name();
        Names names = Names.read(policy);
        RuleReader reader = new RuleReader(new Conditions(), names);
        Set<String> taken = new HashSet<>(Set.of("otherwise"));
        List<Rule> rules = new ArrayList<>();
        for (Part part : bounded(policy, "rules")) {
            Rule rule = reader.rule(part);
            unique(part, rule.name(), taken);
            rules.add(rule);
        }
        List<Emergency> emergencies = new ArrayList<>();
        for (Part part : bounded(policy, "breakGlass")) {
            Emergency rule = reader.emergency(part);
            unique(part, rule.name(), taken);
            emergencies.add(rule);
        }
        Optional<Section> defaults = policy.get("defaults", part -> part.section("patience", "risk"));
        Policy.Parts parts = new Policy.Parts(
                names.groups(),
                names.schedules(),
                defaults.flatMap(some -> some.get("patience", Part::length)).orElse(PATIENCE),
                defaults.flatMap(some -> some.get("risk", RuleReader::risk)).orElse(Risk.LOW),
                policy.get("botsUpTo", RuleReader::risk).orElse(Risk.MEDIUM),
                policy.get(
                                "extensions",
                                part -> part.section("atMost").need("atMost").number(0, 100))
                        .orElse(EXTENSIONS),
                rules,
                policy.get("otherwise").flatMap(part -> otherwise(part, reader)),
                emergencies,
                new Humans(policy.get("linkedIdentities", Part::list).orElse(List.of()).stream()
                        .map(PolicyReader::human)
                        .toList()));
        return new Policy(name + "@" + digest(yaml), yaml, parts);
    }

    private static List<Part> bounded(Section policy, String key) {
        List<Part> parts = policy.get(key, Part::list).orElse(List.of());
        if (parts.size() > MOST_RULES) {
            throw policy.need(key).fault("a policy has at most " + MOST_RULES + " rules.");
        }
        return parts;
    }

    private static void unique(Part part, String name, Set<String> taken) {
        if (!taken.add(name)) {
            throw part.fault("there is a rule " + name + " already; give this one another name.");
        }
    }

    private static Optional<Approval.ByPeople> otherwise(Part part, RuleReader reader) {
        if (!part.isText()) {
            return Optional.of(reader.byPeople(part));
        }
        if (!part.text().equals("deny")) {
            throw part.fault("write deny here, or { stages: [ { from: [group], count: 1 } ] }.");
        }
        return Optional.empty();
    }

    private static Set<PersonId> human(Part part) {
        Set<PersonId> accounts = new LinkedHashSet<>();
        for (Part account : part.list()) {
            String[] halves = account.text().split("/", -1);
            try {
                if (halves.length != 2) {
                    throw new IllegalArgumentException("two halves");
                }
                accounts.add(new PersonId(halves[0], halves[1]));
            } catch (IllegalArgumentException wrong) {
                throw account.fault("write an account as tenant/object-id here, not " + account.text() + ".");
            }
        }
        if (accounts.size() < 2) {
            throw part.fault("link at least two accounts of one human.");
        }
        return accounts;
    }

    private static String digest(String yaml) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
