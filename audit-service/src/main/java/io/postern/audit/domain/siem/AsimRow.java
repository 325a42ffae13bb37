package io.postern.audit.domain.siem;

import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A leaf as a row of Microsoft Sentinel's AuditEvent schema, version 0.1, with columns of our own whose names begin with
 * Postern. What a row has nothing to say about is left out.
 */
public final class AsimRow {
    private AsimRow() {}

    /** The row's columns in their order. */
    public static Map<String, Object> of(Told told) {
        Fields row = Fields.of("TimeGenerated", told.leaf().time())
                .with("EventStartTime", told.leaf().time())
                .with("EventEndTime", told.leaf().time())
                .with("EventCount", 1)
                .with("EventVendor", "Postern")
                .with("EventProduct", "Postern")
                .with("EventSchema", "AuditEvent")
                .with("EventSchemaVersion", "0.1")
                .with("EventOriginalUid", told.leaf().id())
                .with("EventOriginalType", told.leaf().type())
                .with("Dvc", told.source());
        told.meaning().ifPresentOrElse(meaning -> described(row, told, meaning), () -> unread(row));
        return row.with("PosternLeafIndex", told.leaf().index())
                .with("PosternLeafHash", told.leaf().hash().base64())
                .with("PosternCheckpoint", told.checkpoint())
                .map();
    }

    private static void described(Fields row, Told told, Meaning meaning) {
        row.with("EventType", meaning.kind.asimType)
                .with("EventResult", meaning.outcome.asim)
                .with("EventResultDetails", meaning.reason)
                .with("EventSeverity", meaning.severity.asim)
                .with("EventMessage", meaning.message)
                .with("Operation", meaning.operation)
                .with("Object", object(told, meaning))
                .with("ObjectType", meaning.kind.asimObject)
                .with("ActingAppName", meaning.actor.program());
        meaning.actor
                .person()
                .ifPresent(person -> row.with("ActorUserId", person.oid())
                        .with("ActorUserIdType", "AADID")
                        .with("ActorScopeId", person.tenant())
                        .with("ActorUsername", meaning.actor.name()));
        tied(row, told, meaning);
        row.with("AdditionalFields", meaning.details.map());
    }

    private static void tied(Fields row, Told told, Meaning meaning) {
        Map<String, Object> details = meaning.details.map();
        Optional<RulesApplied> opened = meaning.grant.flatMap(told.ties()::opened);
        row.with("PosternRequestId", told.leaf().request().map(RequestId::value))
                .with("PosternGrantId", meaning.grant.map(GrantId::value))
                .with("PosternRule", meaning.rule)
                .with("PosternVm", vm(meaning))
                .with("PosternFrom", either(details.get("from"), opened.map(RulesApplied::from)))
                .with("PosternUntil", either(details.get("until"), opened.map(RulesApplied::until)))
                .with("PosternRequesterId", told.ties().requester().map(PersonId::oid))
                .with("PosternRequester", told.ties().requesterName())
                .with("PosternPorts", meaning.privileges)
                .with("PosternApprovals", told.ties().approvals())
                .with("PosternAzure", details.get("azure"))
                .with("PosternReason", either(details.get("closeReason"), Optional.of(meaning.reason)));
    }

    private static Object either(@Nullable Object own, Optional<?> other) {
        return own == null ? other : own;
    }

    /** One VM is named; a request for several names all of them in its additional fields. */
    private static String vm(Meaning meaning) {
        List<String> vms = meaning.resources.stream()
                .filter(resource -> resource.type().endsWith("/virtualMachines"))
                .map(Resource::id)
                .toList();
        return vms.size() == 1 ? vms.getFirst() : "";
    }

    private static String object(Told told, Meaning meaning) {
        if (!meaning.rule.isEmpty()) {
            return meaning.rule;
        }
        return told.leaf()
                .event()
                .map(envelope -> envelope.subject())
                .orElse(told.leaf().id());
    }

    private static void unread(Fields row) {
        row.with("EventType", "Other")
                .with("EventResult", "NA")
                .with("EventSeverity", "Informational")
                .with("EventMessage", "An event that this release of Postern cannot read")
                .with("Operation", "Unknown")
                .with("Object", "unknown")
                .with("ObjectType", "Other");
    }
}
