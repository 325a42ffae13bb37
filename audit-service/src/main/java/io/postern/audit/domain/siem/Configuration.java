package io.postern.audit.domain.siem;

import static io.postern.audit.domain.siem.Kind.CONFIGURES;
import static io.postern.audit.domain.siem.Kind.CONFIGURES_FIRST;
import static io.postern.audit.domain.siem.Kind.UNCONFIGURES;

import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.SettingsChanged;
import java.util.Map;

/** By which rules Postern works. */
final class Configuration {
    private Configuration() {}

    static Meaning changed(PolicyChanged e, String source) {
        return new Meaning(CONFIGURES, "ChangePolicy", "What a JIT policy says of a VM was made or replaced", source)
                .by(e.changedBy())
                .on(Resource.of(e.vm()))
                .with("policy", e.policyId())
                .with("limits", e.ports().stream().map(Configuration::limit).toList());
    }

    static Meaning deleted(PolicyDeleted e, String source) {
        return new Meaning(UNCONFIGURES, "DeletePolicy", "A VM left its JIT policy", source)
                .by(e.deletedBy())
                .on(Resource.of(e.vm()))
                .of(Severity.MEDIUM)
                .with("policy", e.policyId());
    }

    static Meaning settings(SettingsChanged e, String source) {
        Kind kind = e.before() == null ? CONFIGURES_FIRST : CONFIGURES;
        return new Meaning(kind, "ChangeSettings", "A service works by other rules than before", source)
                .of(Severity.MEDIUM)
                .with("policy", e.setting())
                .with("before", e.before())
                .with("now", e.now());
    }

    private static Map<String, Object> limit(PolicyChanged.PortLimit limit) {
        return Fields.of("port", Ports.text(limit.access()))
                .with("allowedSources", limit.allowedSources())
                .with("maxDuration", limit.maxDuration())
                .map();
    }
}
