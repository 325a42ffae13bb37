package io.postern.audit.domain.siem;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.util.Map;

/** What no schema has an attribute for: the place in the log with its proof, and the ties between the steps of a request. */
final class OwnFields {
    private OwnFields() {}

    static Fields ofAny(Told told) {
        return Fields.of("leafIndex", told.leaf().index())
                .with("leafHash", told.leaf().hash().base64())
                .with("checkpoint", told.checkpoint());
    }

    static Map<String, Object> of(Told told, Meaning meaning) {
        Fields fields = ofAny(told)
                .with("operation", meaning.operation)
                .with("request", told.leaf().request().map(RequestId::value))
                .with("grant", meaning.grant.map(GrantId::value))
                .with("rule", meaning.rule)
                .with("approvals", told.ties().approvals())
                .with("reason", meaning.reason);
        meaning.details.map().forEach(fields::with);
        return fields.map();
    }
}
