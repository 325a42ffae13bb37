package io.postern.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Halfway through an upgrade: newer instances have migrated the databases and write events with fields and of types that
 * today's code does not know; instances of today work beside them, and are started again.
 */
@Order(25)
@ExtendWith(RunningStack.class)
class NewerVersionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The only one may still be starting when the access ends. */
    private static final Duration WITHOUT_ENFORCER = Duration.ofSeconds(30);

    private static final String OF_A_NEWER_TYPE = """
            {"specversion":"1.0","id":"%s","source":"postern/request-service","type":"io.postern.newer.thing.v1",
             "subject":"newer","time":"2026-11-21T12:00:00Z","datacontenttype":"application/json","subjectversion":1,
             "data":{"newer":"thing"}}""";

    /** What a newer instance would write, in place of what today's one writes. */
    private static final List<String> NEWER_EVENTS =
            List.of("""
            CREATE FUNCTION newer() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE event jsonb := convert_from(NEW.value, 'UTF8')::jsonb;
            BEGIN
              event := jsonb_set(event || '{"newerextension":"x"}', '{data}', (event->'data') || '{"newer":{"field":[1]}}');
              NEW.value := convert_to(event::text, 'UTF8');
              RETURN NEW;
            END $$""", "CREATE TRIGGER newer BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION newer()", """
            INSERT INTO flyway_schema_history(installed_rank, version, description, type, script, checksum,
              installed_by, execution_time, success)
            SELECT max(installed_rank) + 1, '999', 'newer', 'SQL', 'V999__newer.sql', 1, 'postgres', 1, true
            FROM flyway_schema_history""");

    private static final List<String> AS_BEFORE = List.of(
            "DROP TRIGGER newer ON outbox",
            "DROP FUNCTION newer()",
            "DELETE FROM flyway_schema_history WHERE version = '999'");

    @Test
    void whatNewerInstancesWriteDisturbsNobody(Stack stack) {
        assumeTrue(Boolean.getBoolean("postern.long"), "starts every service anew: in the long form only");
        Databases databases = new Databases(stack);
        List<String> upgraded = new ArrayList<>();
        try (Bus bus = new Bus(stack)) {
            for (String database : Databases.ALL) {
                upgraded.add(database);
                databases.run(database, NEWER_EVENTS);
                databases.run(database, each(databases, database, "ADD COLUMN newer text DEFAULT 'newer'"));
            }
            for (Topic topic : Topic.values()) {
                bus.send(
                        topic,
                        "newer",
                        OF_A_NEWER_TYPE.formatted(EventId.next()).getBytes(UTF_8));
            }
            String id = stack.access.request("web-1", 5986, Duration.ofSeconds(14));
            JsonNode open = stack.access.await(id, "open", PATIENCE);

            List<ProcessName> again = List.of(ProcessName.ENFORCER, ProcessName.EXPIRY, ProcessName.AUDIT);
            again.forEach(stack.processes::kill);
            again.parallelStream().forEach(stack::restart);

            JourneyIT.shutOnTime(stack, open, WITHOUT_ENFORCER);
            stack.access.await(id, "closed", PATIENCE);
            Await.until(
                    "the whole story on the trail",
                    PATIENCE,
                    () -> stack.access.story(id).toString().contains("rules-removed"));
            assertThat(stack.access.story(id).toString()).contains("newerextension");
        } finally {
            upgraded.forEach(database -> {
                databases.run(database, AS_BEFORE);
                databases.run(database, each(databases, database, "DROP COLUMN newer"));
            });
        }
    }

    private static List<String> each(Databases databases, String database, String change) {
        return databases
                .ask(
                        database,
                        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' "
                                + "AND tablename <> 'flyway_schema_history'")
                .stream()
                .map(table -> "ALTER TABLE " + table + " " + change)
                .toList();
    }
}
