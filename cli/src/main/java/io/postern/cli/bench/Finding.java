package io.postern.cli.bench;

/** One line of a report: a figure, and its limit if it has one. */
public record Finding(String what, String unit, Spread figure, Limit limit) {
    /** A bound that a median must keep. */
    public sealed interface Limit {
        record AtLeast(double bound) implements Limit {}

        record AtMost(double bound) implements Limit {}

        /** For information. */
        record None() implements Limit {}
    }

    /** A figure that is not a number keeps no bound. */
    public boolean kept() {
        return switch (limit) {
            case Limit.AtLeast(double bound) -> figure.median() >= bound;
            case Limit.AtMost(double bound) -> figure.median() <= bound;
            case Limit.None() -> true;
        };
    }

    /** The bound in words, empty when there is none. */
    public String bound() {
        return switch (limit) {
            case Limit.AtLeast(double bound) -> "≥ " + bound;
            case Limit.AtMost(double bound) -> "≤ " + bound;
            case Limit.None() -> "";
        };
    }
}
