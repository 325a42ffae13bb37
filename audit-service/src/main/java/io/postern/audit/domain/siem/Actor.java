package io.postern.audit.domain.siem;

import io.postern.contracts.id.PersonId;
import java.util.Map;
import java.util.Optional;

/** Who did it: a person, or a program. A name is only there while it is not erased. */
record Actor(Optional<PersonId> person, String name, String program) {
    static Actor program(String name) {
        return new Actor(Optional.empty(), "", name);
    }

    Map<String, Object> ocsf() {
        Fields fields = Fields.of("app_name", program);
        person.ifPresent(id -> fields.with("user", user(id, name)));
        return fields.map();
    }

    static Map<String, Object> user(PersonId id, String name) {
        return Fields.of("uid", id.oid())
                .with("name", name)
                .with("org", Map.of("uid", id.tenant()))
                .map();
    }
}
