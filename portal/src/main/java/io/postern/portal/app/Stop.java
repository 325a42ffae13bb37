package io.postern.portal.app;

import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.Right;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A page ends here, because what it is about was not given; it is shown in plain words. */
public final class Stop extends RuntimeException {
    private final transient Answer<?> answer;
    private final transient Optional<Draft> draft;

    Stop(Answer<?> answer) {
        this(answer, Optional.empty());
    }

    private Stop(Answer<?> answer, Optional<Draft> draft) {
        super(answer.trouble(), null, false, false);
        this.answer = answer;
        this.draft = draft;
    }

    /** A page that ends with a no of the portal's own. */
    public static Stop refused(Refusal refusal) {
        return new Stop(new Answer.Refused<>(refusal));
    }

    /** Ends a form whose sender has to confirm first who they are; what they wrote is there again behind that. */
    public static void ifUnconfirmed(Answer<?> answer, Draft draft) {
        if (answer instanceof Answer.StrongerSignIn<?>) {
            throw keeping(answer, draft);
        }
    }

    /** A page that ends with what a service answered, and keeps what was written. */
    public static Stop keeping(Answer<?> answer, Draft draft) {
        return new Stop(answer, Optional.of(draft));
    }

    /** Ends a page of this place for whoever has none of its rights; the words name the roles. */
    public static void unlessOpen(Place place, Person person) {
        if (!place.opensTo(person)) {
            throw lacking(place.rights());
        }
    }

    /** Ends a page for whoever lacks this right; the words name the role. */
    public static void unless(Person person, Right right) {
        if (!person.may(right)) {
            throw lacking(List.of(right));
        }
    }

    /** Why. Never the given answer. */
    public Answer<?> answer() {
        return answer;
    }

    /** What is not to be lost meanwhile. */
    public Optional<Draft> draft() {
        return draft;
    }

    private static Stop lacking(List<Right> rights) {
        String roles = rights.stream()
                .map(right -> right.role() + " (to " + right.allows() + ")")
                .collect(Collectors.joining(" or "));
        return refused(new Refusal(
                403,
                "",
                "This needs the role " + roles + ". Ask whoever looks after Postern to give it to you.",
                List.of()));
    }
}
