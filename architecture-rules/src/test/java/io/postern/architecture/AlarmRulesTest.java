package io.postern.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class AlarmRulesTest {
    private static final Path HANDBOOK = Path.of("../docs/operations/alarms.md");

    /** What the services' own tests look for at /q/metrics. */
    private static final List<String> PROVED = List.of(
            "postern_sweeper_",
            "postern_enforcer_",
            "postern_expiry_",
            "postern_audit_",
            "postern_outbox_",
            "postern_inbox_",
            "kafka_consumer_");

    @Test
    void everyAlarmSaysWhatIsWrongAndWhatToDo() {
        assertThat(rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.keySet()).contains("alert", "expr", "labels", "annotations");
            assertThat(map(rule.get("labels")).get("severity")).isIn("none", "warning", "critical");
            assertThat(map(rule.get("annotations")))
                    .containsOnlyKeys("summary", "action")
                    .allSatisfy((_, text) -> assertThat(String.valueOf(text)).endsWith("."));
            assertThat(String.valueOf(rule.getOrDefault("for", "1s"))).matches("\\d+[sm]");
        });
        assertThat(names()).doesNotHaveDuplicates();
    }

    @Test
    void theHandbookHasAnAnswerToEachAlarmAndToNothingElse() {
        List<String> answered = Pattern.compile("^\\| `(Postern\\w+)`", Pattern.MULTILINE)
                .matcher(AlarmRules.read(HANDBOOK))
                .results()
                .map(MatchResult::group)
                .map(line -> line.replaceAll("[| `]", ""))
                .toList();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void everyMetricIsProvedBySomeService() {
        assertThat(AlarmRules.metrics())
                .hasSizeGreaterThan(8)
                .allMatch(name -> PROVED.stream().anyMatch(name::startsWith), "is looked for in a test of its service");
        assertThat(AlarmRules.metrics("postern_sweeper_")).contains("postern_sweeper_last_pass_seconds");
    }

    @Test
    void whereThePrometheusToolIsInstalledItFindsNothingWrong() throws IOException, InterruptedException {
        Optional<Path> promtool = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(dir -> Path.of(dir, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(promtool.isPresent(), "promtool (Debian's package prometheus) is not installed");
        Process check = new ProcessBuilder(
                        promtool.orElseThrow().toString(), "check", "rules", AlarmRules.FILE.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    private static List<String> names() {
        return rules().stream().map(rule -> String.valueOf(rule.get("alert"))).toList();
    }

    private static List<Map<String, Object>> rules() {
        List<Map<String, Object>> rules = new ArrayList<>();
        Map<String, Object> file = map(new Yaml().load(AlarmRules.read(AlarmRules.FILE)));
        for (Object group : (List<?>) file.get("groups")) {
            ((List<?>) map(group).get("rules")).forEach(rule -> rules.add(map(rule)));
        }
        return rules;
    }

    private static Map<String, Object> map(Object yaml) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) yaml).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }
}
