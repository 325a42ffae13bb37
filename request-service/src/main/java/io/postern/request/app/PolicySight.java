package io.postern.request.app;

/** What somebody who looks at policies gets to see. */
public sealed interface PolicySight<T> {
    record Seen<T>(T it) implements PolicySight<T> {}

    record Nothing<T>() implements PolicySight<T> {}

    record NotEntitled<T>() implements PolicySight<T> {}
}
