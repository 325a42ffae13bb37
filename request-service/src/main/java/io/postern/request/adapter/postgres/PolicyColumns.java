package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.VmPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of {@code protected_vm} that hold what a policy says of a VM. */
final class PolicyColumns {
    private PolicyColumns() {}

    /** Reads vm, ports, conditions and public_ip_address. */
    static VmPolicy vmPolicy(ResultSet row) throws SQLException {
        return new VmPolicy(
                new VmId(row.getString("vm")),
                ports(row.getString("ports")),
                conditions(row.getString("conditions")),
                row.getString("public_ip_address"));
    }

    /** Reads id, kind and version of the policy, too. */
    static CoveredVm covered(ResultSet row) throws SQLException {
        return new CoveredVm(
                PolicyId.parse(row.getString("id")), row.getString("kind"), row.getLong("version"), vmPolicy(row));
    }

    static List<PortLimit> ports(String column) {
        return Rows.value(column, new TypeReference<List<PortLimit>>() {});
    }

    static AccessConditions conditions(@Nullable String column) {
        return column == null ? AccessConditions.DEFAULT : Rows.value(column, new TypeReference<AccessConditions>() {});
    }

    static @Nullable String text(AccessConditions conditions) {
        return conditions.equals(AccessConditions.DEFAULT) ? null : Rows.text(conditions);
    }
}
