package io.postern.audit.adapter.postgres;

import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.LeafContent.Personal;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leaves as the parameters of a statement that unnests them: one array a column. */
final class LeafColumns {
    private final List<Leaf> leaves;
    private final PreparedStatement statement;
    private int next = 1;

    LeafColumns(List<Leaf> leaves, PreparedStatement statement) {
        this.leaves = leaves;
        this.statement = statement;
    }

    void ofLeaf() throws SQLException {
        texts(Leaf::eventId);
        texts(leaf -> leaf.envelope().type().wireName());
        texts(leaf -> leaf.envelope().source().wireName());
        texts(leaf -> leaf.envelope().subject());
        texts(leaf -> leaf.keys().request().map(RequestId::value).orElse(null));
        // An array of arrays would have to be rectangular. No VM's key holds a line break.
        texts(leaf -> leaf.keys().vms().stream().map(VmId::key).collect(Collectors.joining("\n")));
        texts(leaf -> leaf.envelope().time().toString());
        bytes(leaf -> leaf.content().bytes());
        bytes(leaf -> leaf.content().hash().bytes());
    }

    void ofPersonal(Function<Leaf, Optional<Personal>> part) throws SQLException {
        texts(Leaf::eventId);
        bytes(leaf -> part.apply(leaf).orElseThrow().salt());
        texts(leaf -> part.apply(leaf).orElseThrow().values());
    }

    private void texts(Function<Leaf, @Nullable String> value) throws SQLException {
        column("text", leaves.stream().map(value).toArray(String[]::new));
    }

    private void bytes(Function<Leaf, byte[]> value) throws SQLException {
        column("bytea", leaves.stream().map(value).toArray(byte[][]::new));
    }

    private void column(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    }
}
