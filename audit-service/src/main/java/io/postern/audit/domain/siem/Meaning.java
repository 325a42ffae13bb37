package io.postern.audit.domain.siem;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened in an event, in words that no schema has a say in. Made step by step, and then only read. */
final class Meaning {
    final Kind kind;
    /** What was done, as one word for machines. */
    final String operation;
    /** What was done, as a sentence without personal data. */
    final String message;

    Actor actor;
    Severity severity = Severity.INFORMATIONAL;
    Outcome outcome = Outcome.SUCCESS;
    String reason = "";
    String detail = "";
    String rule = "";
    Optional<GrantId> grant = Optional.empty();
    List<String> privileges = List.of();
    final List<Resource> resources = new ArrayList<>();
    final Fields details = Fields.none();

    Meaning(Kind kind, String operation, String message, String program) {
        this.kind = kind;
        this.operation = operation;
        this.message = message;
        this.actor = Actor.program(program);
    }

    Meaning by(@Nullable PersonId person, String name) {
        actor = new Actor(Optional.ofNullable(person), name, actor.program());
        return this;
    }

    Meaning by(@Nullable PersonId person) {
        return by(person, "");
    }

    Meaning through(String program) {
        actor = new Actor(actor.person(), actor.name(), program);
        return this;
    }

    Meaning on(List<Resource> affected) {
        resources.addAll(affected);
        return this;
    }

    Meaning on(Resource affected) {
        return on(List.of(affected));
    }

    Meaning of(Severity severe) {
        severity = severe;
        return this;
    }

    Meaning ends(Outcome how, String code, String sentence) {
        outcome = how;
        reason = code;
        detail = sentence;
        return this;
    }

    Meaning opening(@Nullable GrantId which, String ruleName, List<String> ports) {
        grant = Optional.ofNullable(which);
        rule = ruleName;
        privileges = ports;
        return this;
    }

    Meaning with(String name, @Nullable Object value) {
        details.with(name, value);
        return this;
    }
}
