package io.postern.audit.domain.story;

import io.postern.contracts.id.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a story.
 *
 * @param name as the event has it; null when it has none
 */
public record Person(PersonId id, @Nullable String name) {}
