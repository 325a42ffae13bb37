package io.postern.audit.adapter.postgres;

import io.postern.audit.domain.Mention;
import io.postern.contracts.id.PersonId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is in new leaves, as rows: one for the object id of each person, one for their name. */
final class MentionRows {
    private MentionRows() {}

    static void add(Connection connection, List<PlacedLeaf> added) throws SQLException {
        CopyRows rows =
                new CopyRows("audit_person", "person", "time", "idx", "event_id", "tenant", "oid", "name", "owner");
        for (PlacedLeaf placed : added) {
            Set<String> known = new HashSet<>(); // of whom a leaf speaks twice, the first is the row
            for (Mention mention : placed.leaf().people()) {
                Stream.of(mention.id().map(PersonId::oid), mention.name())
                        .flatMap(Optional::stream)
                        .filter(known::add)
                        .forEach(person -> add(rows, person, placed, mention));
            }
        }
        rows.addTo(connection);
    }

    private static void add(CopyRows rows, String person, PlacedLeaf placed, Mention mention) {
        rows.row()
                .text(person)
                .time(placed.leaf().envelope().time())
                .number(placed.index())
                .text(placed.leaf().eventId())
                .text(mention.id().map(PersonId::tenant).orElse(null))
                .text(mention.id().map(PersonId::oid).orElse(null))
                .text(mention.name().orElse(null))
                .flag(mention.owner());
    }
}
