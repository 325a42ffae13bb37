package io.postern.request.adapter.postgres;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.request.app.RequestHistory;
import io.postern.request.domain.AccessRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Request history in PostgreSQL: one query reads the newest ids of every VM off the index, however long the history is. */
@Singleton
public class PostgresRequestHistory implements RequestHistory {
    private static final String IDS = """
            WITH wanted AS (SELECT * FROM unnest(?::int[], ?::text[]) AS w (place, vm_key))
            SELECT p.place, h.request_id FROM (SELECT DISTINCT place FROM wanted) p
            CROSS JOIN LATERAL (
                SELECT DISTINCT n.request_id FROM wanted w
                CROSS JOIN LATERAL (
                    SELECT v.request_id FROM access_request_vm v WHERE v.vm_key = w.vm_key AND v.request_id >= ?
                    %s ORDER BY v.request_id DESC LIMIT ?) n
                WHERE w.place = p.place ORDER BY n.request_id DESC LIMIT ?) h""";

    private static final String BY_ANYBODY = IDS.formatted("");
    private static final String BY_ONE = IDS.formatted("""
            AND EXISTS (SELECT FROM access_request r
                        WHERE r.id = v.request_id AND r.requester_tenant = ? AND r.requester_oid = ?)""");

    /** The 48 bits of time in front of a ULID are ten letters of this alphabet. */
    private static final String ULID_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int ULID_TIME = 10;
    private static final int ULID_REST = 16;

    private final RequestRows requests;
    private final GrantRows grants;
    private final Sql sql;

    PostgresRequestHistory(RequestRows requests, GrantRows grants, DataSource database) {
        this.requests = requests;
        this.grants = grants;
        this.sql = new Sql(database);
    }

    @Override
    public List<List<AccessRequest>> touching(
            List<Set<VmId>> vms, Instant since, Optional<PersonId> requester, int mostOfEach) {
        List<Map.Entry<Integer, String>> ids = ids(vms, since, requester, mostOfEach);
        Map<String, AccessRequest> found =
                requests(ids.stream().map(Map.Entry::getValue).distinct().toList());
        Map<Integer, List<AccessRequest>> byPlace = ids.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(id -> found.get(id.getValue()), Collectors.toList())));
        return IntStream.range(0, vms.size())
                .mapToObj(place -> byPlace.getOrDefault(place, List.of()))
                .toList();
    }

    private List<Map.Entry<Integer, String>> ids(
            List<Set<VmId>> vms, Instant since, Optional<PersonId> requester, int mostOfEach) {
        List<Integer> places = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        IntStream.range(0, vms.size())
                .forEach(place -> vms.get(place).forEach(vm -> {
                    places.add(place);
                    keys.add(vm.key());
                }));
        List<Object> values =
                new ArrayList<>(List.of(places.toArray(Integer[]::new), keys.toArray(String[]::new), earliest(since)));
        requester.ifPresent(person -> values.addAll(List.of(person.tenant(), person.oid())));
        values.addAll(List.of(mostOfEach, mostOfEach));
        return sql
                .query(
                        requester.isPresent() ? BY_ONE : BY_ANYBODY,
                        row -> Map.entry(row.getInt(1), row.getString(2)),
                        values.toArray())
                .stream()
                .sorted(Map.Entry.<Integer, String>comparingByValue().reversed())
                .toList();
    }

    private Map<String, AccessRequest> requests(List<String> ids) {
        Map<String, List<GrantRow>> granted =
                grants.of(ids).stream().collect(Collectors.groupingBy(row -> row.requestId));
        return requests.newestFirst(ids).stream()
                .map(row -> RequestMapping.request(row, granted.getOrDefault(row.id, List.of())))
                .collect(Collectors.toMap(request -> request.id().value(), Function.identity()));
    }

    /** The least id that a request of that time can have. */
    static String earliest(Instant since) {
        long millis = Math.max(0, since.toEpochMilli());
        StringBuilder time = new StringBuilder();
        for (int letter = ULID_TIME - 1; letter >= 0; letter--) {
            time.append(ULID_LETTERS.charAt((int) (millis >>> (letter * 5)) & 31));
        }
        return time + "0".repeat(ULID_REST);
    }
}
