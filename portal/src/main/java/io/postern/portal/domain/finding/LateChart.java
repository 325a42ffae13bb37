package io.postern.portal.domain.finding;

import io.postern.portal.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How late accesses were seen shut, as the paths of a drawing of the size of {@link OpenChart}: the upright axis goes by tens,
 * so that a tenth of a second and minutes are both to be seen.
 *
 * @param grid a line at each mark
 * @param span from half of them to the longest, in each part
 * @param marks of the upright axis, the highest first
 */
public record LateChart(
        String grid, String span, String p50, String p99, String longest, List<String> marks, List<Row> rows, Row all) {
    private static final double LEAST = 0.1;
    private static final int DECADES = 2;

    /** The numbers of a part, in words. */
    public record Row(Instant from, int count, String p50, String p99, String longest) {}

    public static LateChart of(Figures figures) {
        int decades = Math.max(DECADES, (int)
                Math.ceil(Math.log10(seconds(figures.lateness().longest()) / LEAST) - 1e-9));
        Figures.Lateness all = figures.lateness();
        return new LateChart(
                grid(decades),
                spans(figures, decades),
                ticks(figures, decades, Figures.Closings::p50),
                ticks(figures, decades, Figures.Closings::p99),
                ticks(figures, decades, Figures.Closings::longest),
                marks(decades),
                figures.closings().stream()
                        .map(each -> row(each.from(), each.count(), each.p50(), each.p99(), each.longest()))
                        .toList(),
                row(figures.from(), all.count(), all.p50(), all.p99(), all.longest()));
    }

    private static String grid(int decades) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i <= decades; i++) {
            path.append("M0,")
                    .append(Draw.number((double) OpenChart.HEIGHT * i / decades))
                    .append('H')
                    .append(OpenChart.WIDTH);
        }
        return path.toString();
    }

    private static Row row(Instant from, int count, Duration p50, Duration p99, Duration longest) {
        return new Row(from, count, Span.exact(p50), Span.exact(p99), Span.exact(longest));
    }

    private static String spans(Figures figures, int decades) {
        StringBuilder path = new StringBuilder();
        for (Figures.Closings each : figures.closings()) {
            path.append('M')
                    .append(Draw.number(middle(figures, each)))
                    .append(',')
                    .append(height(each.p50(), decades))
                    .append('V')
                    .append(height(each.longest(), decades));
        }
        return path.toString();
    }

    private static String ticks(Figures figures, int decades, Function<Figures.Closings, Duration> value) {
        double half = width(figures) * 0.4;
        StringBuilder path = new StringBuilder();
        for (Figures.Closings each : figures.closings()) {
            double middle = middle(figures, each);
            path.append('M')
                    .append(Draw.number(middle - half))
                    .append(',')
                    .append(height(value.apply(each), decades))
                    .append('H')
                    .append(Draw.number(middle + half));
        }
        return path.toString();
    }

    private static double middle(Figures figures, Figures.Closings part) {
        double place = (double) Duration.between(figures.from(), part.from()).toMillis()
                / Math.max(1, figures.bucket().toMillis());
        return (place + 0.5) * width(figures);
    }

    private static double width(Figures figures) {
        return (double) OpenChart.WIDTH / Math.max(1, figures.openPorts().size());
    }

    private static String height(Duration value, int decades) {
        double up = Math.log10(Math.max(seconds(value), LEAST) / LEAST) / decades;
        return Draw.number(OpenChart.HEIGHT * (1 - Math.min(1, up)));
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1_000.0;
    }

    private static List<String> marks(int decades) {
        List<String> marks = new ArrayList<>();
        for (int decade = decades; decade >= 0; decade--) {
            long millis = Math.round(100 * Math.pow(10, decade));
            marks.add(millis < 1_000 ? millis + " ms" : millis / 1_000 + " s");
        }
        return marks;
    }
}
