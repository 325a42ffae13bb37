package io.postern.audit.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.domain.siem.CsvRow;
import io.postern.audit.domain.siem.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows for Microsoft Sentinel, and the queries over them that are delivered with the product. */
class AsimTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PACK = Path.of("../deploy/siem");
    private static final List<String> MANDATORY = List.of(
            "EventCount",
            "EventStartTime",
            "EventEndTime",
            "EventType",
            "EventResult",
            "EventProduct",
            "EventVendor",
            "EventSchema",
            "EventSchemaVersion",
            "Dvc",
            "Operation",
            "Object",
            "ObjectType");

    @Test
    void theRowOfEveryTypeOfEventHasWhatTheSchemaDemands() throws IOException {
        for (Told told : GoldenLeaves.told(false)) {
            JsonNode row = row(told);
            assertThat(row.properties()).extracting(field -> field.getKey()).containsAll(MANDATORY);
            assertThat(row.path("EventSchema").asText()).isEqualTo("AuditEvent");
            assertThat(row.path("EventSchemaVersion").asText()).isEqualTo("0.1");
            assertThat(row.path("EventType").asText())
                    .isIn(
                            "Set", "Read", "Create", "Delete", "Execute", "Install", "Clear", "Enable", "Disable",
                            "Other");
            assertThat(row.path("EventResult").asText()).isIn("Success", "Partial", "Failure", "NA");
            assertThat(row.path("ObjectType").asText())
                    .isIn("Cloud Resource", "Configuration Atom", "Policy Rule", "Other");
            assertThat(row.path("EventSeverity").asText()).isIn("Informational", "Low", "Medium", "High");
        }
    }

    @Test
    void anOpeningCreatesAPolicyRuleAndARemovalDeletesIt() throws IOException {
        JsonNode opened = row(told("io.postern.enforcement.rules-applied.v1"));
        JsonNode closed = row(told("io.postern.enforcement.rules-removed.v1"));

        assertThat(opened.path("EventType").asText()).isEqualTo("Create");
        assertThat(closed.path("EventType").asText()).isEqualTo("Delete");
        assertThat(opened.path("ObjectType").asText()).isEqualTo("Policy Rule");
        assertThat(opened.path("Object").asText())
                .isEqualTo(closed.path("PosternRule").asText());
        assertThat(closed.path("PosternGrantId").asText())
                .isEqualTo(opened.path("PosternGrantId").asText());
        assertThat(opened.path("PosternRequester").asText()).isEqualTo("Grace Example");
        assertThat(closed.path("PosternReason").asText()).isEqualTo("expired");
    }

    @Test
    void everyColumnThatAQueryUsesIsOneThatRowsHave() throws IOException {
        Set<String> columns = columns();
        try (Stream<Path> files = Files.list(PACK)) {
            List<Path> queries =
                    files.filter(file -> file.toString().endsWith(".kql")).toList();
            assertThat(queries).hasSizeGreaterThanOrEqualTo(8);
            for (Path query : queries) {
                assertThat(columns).as(query.getFileName().toString()).containsAll(used(Files.readString(query)));
            }
        }
    }

    @Test
    void theTableOfTheLogsHasTheColumnsOfTheRowsAndNoOthers() throws IOException {
        JsonNode table = JSON.readTree(PACK.resolve("columns.json").toFile());

        Set<String> declared = new TreeSet<>();
        table.path("columns").forEach(column -> declared.add(column.path("name").asText()));
        assertThat(declared).isEqualTo(columns());
    }

    @Test
    void aTableForPeopleHasALineForEveryEvent() {
        long commas = CsvRow.head().chars().filter(letter -> letter == ',').count();
        for (Told told : GoldenLeaves.told(false)) {
            String line = CsvRow.of(told);
            assertThat(line.replaceAll("\"(?:[^\"]|\"\")*\"", "").chars().filter(letter -> letter == ','))
                    .as(line)
                    .hasSize((int) commas);
            assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        }
    }

    /** Words with a capital are columns of ours, unless the query itself makes them or they name a table or function. */
    private static Set<String> used(String query) {
        String bare = query.replaceAll("(?m)//.*$", "").replaceAll("\"[^\"]*\"", "");
        Set<String> own = words(bare, Pattern.compile("\\b([A-Z]\\w+)\\s*=(?![=~])"));
        own.addAll(List.of("PosternEvents", "Postern_CL"));
        Set<String> used = words(bare, Pattern.compile("\\b([A-Z]\\w+)"));
        used.removeAll(own);
        return used;
    }

    private static Set<String> words(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> columns() throws IOException {
        Set<String> columns = new TreeSet<>();
        for (Told told : GoldenLeaves.told(false)) {
            row(told).fieldNames().forEachRemaining(columns::add);
        }
        return columns;
    }

    private static Told told(String type) {
        return GoldenLeaves.told(false).stream()
                .filter(told -> told.leaf().type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode row(Told told) throws IOException {
        return JSON.readTree(JsonForms.asim().of(told));
    }
}
