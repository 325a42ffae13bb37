package io.postern.request.app;

/** What became of somebody's wish to follow a request. */
public sealed interface Following {
    record Granted(Follow follow) implements Following {}

    /** There is no such request, as far as this caller may know. */
    record Unknown() implements Following {}

    /** This person follows as many requests as one may. */
    record TooManyOfOne() implements Following {}

    /** This instance has as many followers as it takes. */
    record TooManyHere() implements Following {}
}
