package io.postern.portal.app;

import java.util.List;
import java.util.function.Function;

/** What came of asking a service: what was asked for, a no, nothing, or the wish that the person signs in more strongly. */
public sealed interface Answer<T> {
    /** Here it is. */
    record Given<T>(T value) implements Answer<T> {}

    /** The service said no. */
    record Refused<T>(Refusal refusal) implements Answer<T> {}

    /** The service was not reached, or said nothing that can be used; it may have done what it was asked. */
    record Silent<T>(String what) implements Answer<T> {}

    /** The service wants a stronger sign-in first: the claims request to take to the issuer. */
    record StrongerSignIn<T>(String claims) implements Answer<T> {}

    default boolean given() {
        return this instanceof Given;
    }

    /** What was asked for; else what there is otherwise. */
    default T or(T other) {
        return this instanceof Given<T>(T value) ? value : other;
    }

    /** What was asked for, where the page is nothing without it: else the whole page says why not. */
    default T orStop() {
        return switch (this) {
            case Given<T>(T value) -> value;
            default -> throw new Stop(map(value -> value));
        };
    }

    /** What to show in place of the value, empty if there is one. */
    default String trouble() {
        return switch (this) {
            case Given<T> _ -> "";
            case Refused<T>(Refusal refusal) -> refusal.sentence();
            case Silent<T>(String what) -> Silence.sentence(what);
            case StrongerSignIn<T> _ -> "This needs a stronger sign-in.";
        };
    }

    /** Each single thing that was not as it must be, if the service said no. */
    default List<String> unmet() {
        return this instanceof Refused<T>(Refusal refusal) ? refusal.unmet() : List.of();
    }

    /** The same answer about something made of the value. */
    default <R> Answer<R> map(Function<T, R> made) {
        return switch (this) {
            case Given<T>(T value) -> new Given<>(made.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
            case Silent<T>(String what) -> new Silent<>(what);
            case StrongerSignIn<T>(String claims) -> new StrongerSignIn<>(claims);
        };
    }
}
