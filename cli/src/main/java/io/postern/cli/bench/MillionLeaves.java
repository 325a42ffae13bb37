package io.postern.cli.bench;

/** A trail that was kept for years: leaves with their right hashes, put into the database without Kafka and the service. */
final class MillionLeaves {
    static final long MANY = 1_000_000;

    private static final int AT_ONCE = 50_000;

    /** Numbers in the place of ulids, older than any that is drawn today. */
    private static final String LEAVES = """
            INSERT INTO audit_leaf (idx, event_id, type, source, subject, request_id, vms, time, leaf, leaf_hash)
            SELECT n, '00' || lpad(n::text, 24, '0'), 'io.postern.request.submitted.v1', 'postern/request-service', request,
              request, ARRAY[lower(vm)], at, leaf, sha256('\\x00'::bytea || leaf)
            FROM (SELECT n, request, vm, at, convert_to('{"data":{"duration":"PT1H","personal":{"justification":"'
                || repeat('c', 43) || '","nonce":"' || repeat('d', 43) || '","requesterName":"' || repeat('e', 43)
                || '","sources":"' || repeat('f', 43) || '"},"requestId":"' || request || '","requester":'
                || '{"oid":"22222222-0000-0000-0000-000000000001","tenant":"11111111-1111-1111-1111-111111111111"},'
                || '"targets":[{"ports":[{"port":22,"protocol":"TCP"}],"vm":"' || vm || '"}],"ticket":"INC-1"},'
                || '"datacontenttype":"application/json","id":"00' || lpad(n::text, 24, '0')
                || '","source":"postern/request-service","specversion":"1.0","subject":"' || request
                || '","subjectversion":1,"time":"' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                || '","type":"io.postern.request.submitted.v1"}', 'UTF8') AS leaf
              FROM (SELECT n, '01' || lpad(n::text, 24, '0') AS request, timestamptz '2020-01-01 00:00:00Z' + n * interval '1 minute'
                      AS at, '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/fleet-0/providers/'
                      || 'Microsoft.Compute/virtualMachines/fleet-' || lpad((n %% 500)::text, 5, '0') AS vm
                    FROM generate_series(%1$d, %2$d) AS n) AS numbered) AS made""";

    private static final String PERSONAL = """
            INSERT INTO audit_personal (event_id, salt, fields)
            SELECT '00' || lpad(n::text, 24, '0'), sha256(n::text::bytea), '{"justification":"Deploy the fix for the failing '
              'night job","nonce":"b0FSc2Ftb2xl","requesterName":"Grace Example","sources":["203.0.113.7/32"]}'
            FROM generate_series(%1$d, %2$d) AS n WHERE n %% 5 < 3""";

    private static final String INBOX = """
            INSERT INTO inbox (consumer, event_id)
            SELECT 'audit-service', '00' || lpad(n::text, 24, '0') FROM generate_series(%1$d, %2$d) AS n""";

    private MillionLeaves() {}

    /** Adds leaves until there are so many. */
    static void fill(TrailDatabase database) {
        database.hold();
        for (long from = database.leaves(); from < MANY; from += AT_ONCE) {
            long to = Math.min(MANY, from + AT_ONCE) - 1;
            for (String table : new String[] {LEAVES, PERSONAL, INBOX}) {
                database.execute(table.formatted(from, to));
            }
        }
        database.release();
        // As in a database that was filled over years, nothing is left over for autovacuum to do at once.
        database.execute("VACUUM (ANALYZE)");
    }

    /** The id of the event of a leaf that was put in so. */
    static String event(long index) {
        return "00" + "0".repeat(24 - Long.toString(index).length()) + index;
    }
}
