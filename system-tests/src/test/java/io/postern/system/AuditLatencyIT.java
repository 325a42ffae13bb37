package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How soon a fact that a service has committed is a leaf of the trail, is signed, and is with whoever reads the SIEM topic. */
@Order(6)
@ExtendWith(RunningStack.class)
class AuditLatencyIT {
    private static final int GRANTS = Boolean.getBoolean("postern.long") ? 150 : 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCHEMA =
            Checkout.ROOT.resolve("audit-service/src/test/resources/ocsf/records-1.8.0.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aFactIsOnTheTrailSignedAndToldWithinSeconds(Stack stack) {
        try (Facts facts = new Facts(stack)) {
            Instant begun = Instant.now();
            Instant end = begun.plusSeconds(10 + GRANTS / 10).truncatedTo(ChronoUnit.SECONDS);
            Crowd crowd = Crowd.asks(stack, "web-1", GRANTS, end);
            crowd.closed();
            Instant ended = Instant.now();
            List<Facts.Way> all = new ArrayList<>();
            Await.until("all that was committed is told", PATIENCE, () -> {
                all.clear();
                all.addAll(facts.between(begun, ended));
                return all.stream().noneMatch(Facts.Way::isUnderWay);
            });

            assertThat(all).hasSizeGreaterThanOrEqualTo(4 * GRANTS);
            within(
                    "a fact, until it is a leaf",
                    all,
                    Facts.Way::leafMillis,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10));
            within(
                    "a fact, until it is signed",
                    all,
                    Facts.Way::signedMillis,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10));
            within(
                    "a fact, until it is told",
                    all,
                    Facts.Way::toldMillis,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15));
        }
    }

    private static void within(
            String what, List<Facts.Way> all, ToLongFunction<Facts.Way> millis, Duration usual, Duration latest) {
        List<Long> figures = all.stream().mapToLong(millis).sorted().boxed().toList();
        ClosingReport.note(what, "facts", figures, usual, latest);
        assertThat(ClosingReport.at(figures, 99)).as(what).isLessThanOrEqualTo(usual.toMillis());
        assertThat(figures.getLast()).as(what).isLessThanOrEqualTo(latest.toMillis());
    }

    @Test
    void aStockConsumerReadsTheSiemTopicWithoutAGapAndEveryRecordIsOcsf(Stack stack) throws Exception {
        assumeTrue(Tool.onPath("kcat"), "kcat is not installed: apt-get install kcat");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(SCHEMA.toFile()));
        Path records = Path.of("target", "postern.audit.jsonl").toAbsolutePath();

        Await.until("the newest leaf is told", PATIENCE, () -> {
            Files.writeString(records, kcat(stack));
            List<String> lines = Files.readAllLines(records);
            return index(lines.getLast()) >= newestLeaf(stack);
        });

        long next = 0;
        for (String line : Files.readAllLines(records)) {
            assertThat(schema.validate(JSON.readTree(line))).as(line).isEmpty();
            long index = index(line);
            // At least once: what was told before comes again after a failure, and nothing is left out.
            assertThat(index).as("after %d", next - 1).isLessThanOrEqualTo(next);
            next = Math.max(next, index + 1);
        }
        Command verified = Command.run(List.of("audit", "verify", "--siem", records.toString()), stack);
        assertThat(verified.exit()).as(verified.output()).isZero();
    }

    private static String kcat(Stack stack) throws IOException, InterruptedException {
        return Tool.run(
                Path.of("target"),
                Map.of(),
                "kcat",
                "-C",
                "-b",
                stack.processes.addresses().of(ProcessName.KAFKA),
                "-t",
                Topic.AUDIT.wireName(),
                "-o",
                "beginning",
                "-e",
                "-q");
    }

    private static long index(String line) throws IOException {
        JsonNode sequence = JSON.readTree(line).path("metadata").path("sequence");
        assertThat(sequence.isIntegralNumber()).as(line).isTrue();
        return sequence.asLong();
    }

    private static long newestLeaf(Stack stack) {
        return Long.parseLong(new Databases(stack)
                .ask("postern_audit", "SELECT max(idx) FROM audit_leaf")
                .getFirst());
    }
}
