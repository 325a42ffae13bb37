package io.postern.audit.domain.siem;

import static io.postern.audit.domain.siem.Kind.CALL_DELETES;
import static io.postern.audit.domain.siem.Kind.CALL_READS;

import io.postern.contracts.event.PersonErased;
import io.postern.contracts.event.TrailRead;

/** What is done with the trail itself. */
final class Readings {
    private Readings() {}

    static Meaning read(TrailRead e, String source) {
        return new Meaning(CALL_READS, "ReadTrail", "The trail was read", source)
                .by(e.reader(), e.personal().name())
                .with("what", e.what().word())
                .with("filter", e.filter())
                .with("entries", e.entries());
    }

    static Meaning erased(PersonErased e, String source) {
        return new Meaning(CALL_DELETES, "ErasePerson", "What the trail held about a person was erased", source)
                .by(e.erasedBy(), e.personal().name())
                .of(Severity.MEDIUM)
                .with("commitment", e.commitment())
                .with("events", e.events());
    }
}
