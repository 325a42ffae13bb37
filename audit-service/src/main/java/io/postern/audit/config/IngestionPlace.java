package io.postern.audit.config;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Where rows for Azure Monitor go. */
record IngestionPlace(String endpoint, String ruleId, String stream) {
    /** Nothing where nothing is set; half a setting is an error that says what is missing. */
    static Optional<IngestionPlace> of(AuditSettings.Ingestion settings) {
        Optional<String> endpoint = settings.endpoint().filter(text -> !text.isBlank());
        Optional<String> ruleId = settings.ruleId().filter(text -> !text.isBlank());
        Optional<String> stream = settings.stream().filter(text -> !text.isBlank());
        long set =
                Stream.of(endpoint, ruleId, stream).filter(Optional::isPresent).count();
        if (set == 0) {
            return Optional.empty();
        }
        if (set < 3) {
            throw new IllegalStateException("To tell Azure Monitor of the trail, set POSTERN_AUDIT_INGESTION_ENDPOINT,"
                    + " POSTERN_AUDIT_INGESTION_RULE_ID and POSTERN_AUDIT_INGESTION_STREAM, or none of them.");
        }
        if (!"https".equals(URI.create(endpoint.orElseThrow()).getScheme())) {
            throw new IllegalStateException("POSTERN_AUDIT_INGESTION_ENDPOINT must begin with https://");
        }
        return Optional.of(new IngestionPlace(endpoint.orElseThrow(), ruleId.orElseThrow(), stream.orElseThrow()));
    }
}
