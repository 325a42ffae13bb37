package io.postern.policy.read;

import io.postern.policy.cases.Expected;
import io.postern.policy.rule.Ask;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what a case expects. */
final class ExpectedReader {
    private static final List<String> REASONS =
            List.of("denied-by-rule", "no-rule", "requirement-unmet", "not-an-emergency-rule");

    private final Names names;

    ExpectedReader(Names names) {
        this.names = names;
    }

    Expected read(Part part) {
        if (part.isText()) {
            return switch (part.oneOf(List.of("automatic", "asks", "denied", "breaks-glass"))) {
                case "automatic" -> new Expected.Automatic();
                case "asks" -> new Expected.Asks(null, null, null);
                case "denied" -> new Expected.Denied(null);
                default -> new Expected.BreaksGlass(null);
            };
        }
        Section section = part.section("asks", "risk", "patience", "denied", "breaks-glass");
        if (section.has("denied")) {
            return new Expected.Denied(section.need("denied").oneOf(REASONS));
        }
        if (section.has("breaks-glass")) {
            return new Expected.BreaksGlass(names.groupIds(
                    section.need("breaks-glass").section("by").need("by").oneOrMore()));
        }
        return new Expected.Asks(
                section.get("asks", this::stages).orElse(null),
                section.get("risk", RuleReader::risk).orElse(null),
                section.get("patience", Part::length).orElse(null));
    }

    private List<Ask> stages(Part part) {
        return new StagesReader(names).read(part);
    }

    String inWords(Part part) {
        if (part.isText()) {
            return part.text();
        }
        return part.section("asks", "risk", "patience", "denied", "breaks-glass").all().entrySet().stream()
                .map(entry -> entry.getKey() + " " + inWords(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String inWords(String key, Part part) {
        return switch (key) {
            case "asks" ->
                part.oneOrMore().stream()
                        .map(stage -> stage.section("from", "count"))
                        .map(stage -> stage.get("count", Part::text).orElse("1") + " of "
                                + stage.need("from").oneOrMore().stream()
                                        .map(Part::text)
                                        .collect(Collectors.joining(" or ")))
                        .collect(Collectors.joining(" and "));
            case "breaks-glass" ->
                "reviewed by "
                        + part.section("by").need("by").oneOrMore().stream()
                                .map(Part::text)
                                .collect(Collectors.joining(" or "));
            default -> part.text();
        };
    }
}
