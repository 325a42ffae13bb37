package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postern.contracts.id.PersonId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Somebody entitled to read of the trail. It is on record before they get to see anything.
 *
 * @param filter what was asked for, without the people in it
 * @param reader who; null for a caller that is no person
 * @param entries how many entries were handed out; null when that was not known before
 */
public record TrailRead(
        What what,
        String filter,
        @Nullable PersonId reader,
        @Nullable Long entries,
        Personal personal) implements PosternEvent {
    /** In which form the trail was read. */
    public enum What {
        QUERY("query"),
        STORY("story"),
        EXPORT("export"),
        RECEIPT("receipt");

        private final String word;

        What(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        @JsonCreator
        public static What of(String word) {
            return Arrays.stream(values())
                    .filter(what -> what.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no reading of the trail is called " + word));
        }
    }

    @Override
    public String subject() {
        return "trail/" + what.word();
    }

    /**
     * What may be erased about the people in this event.
     *
     * @param actor the person whose events were asked for; null when those of all
     */
    public record Personal(String name, @Nullable String actor) {}
}
