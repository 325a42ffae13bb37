package io.postern.request.app;

/** What became of somebody's wish to follow something. */
public sealed interface Following<F> {
    record Granted<F>(F follow) implements Following<F> {}

    /** There is no such request, as far as this caller may know. */
    record Unknown<F>() implements Following<F> {}

    /** This person follows as much as one may. */
    record TooManyOfOne<F>() implements Following<F> {}

    /** This instance has as many followers as it takes. */
    record TooManyHere<F>() implements Following<F> {}
}
