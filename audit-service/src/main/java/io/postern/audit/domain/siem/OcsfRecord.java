package io.postern.audit.domain.siem;

import io.postern.contracts.id.RequestId;
import java.util.List;
import java.util.Map;

/** A leaf as an event of OCSF 1.8.0: the attributes that its class requires, and under {@code unmapped.postern} our own. */
public final class OcsfRecord {
    /** The version of the schema, pinned: a later one renames the classes of access. */
    public static final String VERSION = "1.8.0";

    private static final int NEW_FINDING = 1;
    private static final int POLICY = 5;

    private OcsfRecord() {}

    /** The record's attributes in their order. */
    public static Map<String, Object> of(Told told) {
        return told.meaning().map(meaning -> record(told, meaning)).orElseGet(() -> unread(told));
    }

    private static Map<String, Object> record(Told told, Meaning meaning) {
        Kind kind = meaning.kind;
        Kind.Shape shape = kind.shape;
        boolean finding = shape == Kind.Shape.DETECTION_FINDING;
        Fields fields = Fields.of("activity_id", kind.activity)
                .with("activity_name", kind.activityName)
                .with("category_uid", shape.category)
                .with("category_name", shape.categoryName)
                .with("class_uid", shape.uid)
                .with("class_name", shape.caption)
                .with("type_uid", shape.uid * 100 + kind.activity)
                .with("severity_id", meaning.severity.ocsf)
                .with("severity", meaning.severity.caption)
                .with("status_id", finding ? NEW_FINDING : meaning.outcome.ocsf)
                .with("status", finding ? "New" : meaning.outcome.caption)
                .with("status_code", meaning.reason)
                .with("status_detail", meaning.detail)
                .with("time", told.leaf().time().toEpochMilli())
                .with("message", meaning.message)
                .with("metadata", metadata(told));
        ofItsClass(fields, told, meaning);
        return fields.with("unmapped", Map.of("postern", OwnFields.of(told, meaning)))
                .map();
    }

    private static void ofItsClass(Fields fields, Told told, Meaning meaning) {
        List<Map<String, Object>> resources =
                meaning.resources.stream().map(Resource::ocsf).toList();
        switch (meaning.kind.shape) {
            case API_ACTIVITY ->
                fields.with("actor", meaning.actor.ocsf())
                        .with("api", api(told, meaning))
                        .with("src_endpoint", Map.of("name", told.source()))
                        .with("resources", resources);
            case USER_ACCESS ->
                fields.with("actor", meaning.actor.ocsf())
                        .with("user", user(told.ties()))
                        .with("privileges", meaning.privileges)
                        .with("resources", resources);
            case ENTITY_MANAGEMENT -> fields.with("actor", meaning.actor.ocsf()).with("entity", entity(meaning));
            case DETECTION_FINDING ->
                fields.with("finding_info", finding(told, meaning))
                        .with("is_alert", true)
                        .with("evidences", List.of(Map.of("actor", meaning.actor.ocsf())))
                        .with("resources", resources);
        }
    }

    /** A leaf that this release cannot read is there nevertheless, so that the row of leaves has no gap. */
    private static Map<String, Object> unread(Told told) {
        return Fields.of("activity_id", 0)
                .with("category_uid", 0)
                .with("class_uid", 0)
                .with("type_uid", 0)
                .with("severity_id", 0)
                .with("time", told.leaf().time().toEpochMilli())
                .with("message", "An event that this release of Postern cannot read")
                .with("metadata", metadata(told))
                .with("unmapped", Map.of("postern", OwnFields.ofAny(told).map()))
                .map();
    }

    private static Map<String, Object> metadata(Told told) {
        Recorded leaf = told.leaf();
        Map<String, Object> product = Fields.of("name", "Postern")
                .with("vendor_name", "Postern")
                .with("feature", Map.of("name", told.source()))
                .map();
        return Fields.of("version", VERSION)
                .with("product", product)
                .with("uid", leaf.id())
                .with("sequence", leaf.index())
                .with("correlation_uid", leaf.request().map(RequestId::value))
                .with("event_code", leaf.type())
                .with("log_name", "postern.audit")
                .with("original_time", leaf.time())
                .map();
    }

    private static Map<String, Object> api(Told told, Meaning meaning) {
        return Fields.of("operation", meaning.operation)
                .with("service", Map.of("name", told.source()))
                .with("request", told.leaf().request().map(id -> Map.of("uid", id.value())))
                .map();
    }

    private static Map<String, Object> user(Ties ties) {
        return ties.requester()
                .map(id -> Actor.user(id, ties.requesterName()))
                .orElseGet(() -> Map.of("name", "unknown"));
    }

    private static Map<String, Object> entity(Meaning meaning) {
        String policy = String.valueOf(meaning.details.map().getOrDefault("policy", "policy"));
        return Fields.of("uid", policy)
                .with("type_id", POLICY)
                .with("type", "Policy")
                .with("policy", Map.of("uid", policy))
                .map();
    }

    private static Map<String, Object> finding(Told told, Meaning meaning) {
        return Fields.of("uid", told.leaf().id())
                .with("title", meaning.message)
                .with("desc", meaning.detail)
                .with("types", List.of(meaning.operation, meaning.reason))
                .with("created_time", told.leaf().time().toEpochMilli())
                .map();
    }
}
