package io.postern.approval.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.app.KnownVms;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.policy.TargetFacts;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The inventory as rows, one a VM. */
@Singleton
public class PostgresKnownVms implements KnownVms {
    private static final ObjectMapper JSON = PosternJson.mapper();

    /** The enforcer's word for a VM that Azure says is gone. */
    private static final String GONE = "VmDeleted";

    private static final String SEEN = "SELECT vm_key, seen FROM known_vm WHERE vm_key = ANY (?)";

    private static final String ASSESSED = """
            INSERT INTO known_vm (vm_key, seen, assessed_at) VALUES (?, ?, ?)
            ON CONFLICT (vm_key) DO UPDATE SET seen = excluded.seen, assessed_at = excluded.assessed_at""";

    private static final String FORGET = "DELETE FROM known_vm WHERE vm_key = ?";

    private final Sql sql;

    private record Row(String key, String seen) {}

    public PostgresKnownVms(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Map<VmId, TargetFacts.Seen> seen(Collection<VmId> vms) {
        Map<String, VmId> asked =
                vms.stream().collect(Collectors.toMap(VmId::key, Function.identity(), (first, _) -> first));
        List<Row> rows = sql.query(SEEN, row -> new Row(row.getString("vm_key"), row.getString("seen")), (Object)
                asked.keySet().toArray(String[]::new));
        return rows.stream().collect(Collectors.toMap(row -> asked.get(row.key()), PostgresKnownVms::read));
    }

    @Override
    public void assessed(VmAssessed fact, Instant now) {
        if (GONE.equals(fact.reason())) {
            sql.update(FORGET, fact.vm().key());
        } else {
            sql.update(ASSESSED, fact.vm().key(), written(KnownVms.seenIn(fact)), now);
        }
    }

    private static String written(TargetFacts.Seen seen) {
        try {
            return JSON.writeValueAsString(seen);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was read cannot be written", e);
        }
    }

    private static TargetFacts.Seen read(Row row) {
        try {
            return JSON.readValue(row.seen(), TargetFacts.Seen.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored of " + row.key() + " cannot be read", e);
        }
    }
}
