package io.postern.cli.bench;

import java.util.List;
import java.util.Locale;

/** One figure of several rounds: the median between the smallest and the largest. */
public record Spread(double median, double min, double max) {
    static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s [%s–%s]", figure(median), figure(min), figure(max));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
