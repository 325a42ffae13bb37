package io.postern.portal.domain.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Open ports over time as the paths of a drawing {@value #WIDTH} by {@value #HEIGHT}, with the marks of its axes.
 *
 * @param marks of the upright axis, the highest first
 */
public record OpenChart(
        String line, String area, List<String> marks, List<Figures.OpenPorts> changes, int most, int now) {
    static final int WIDTH = 480;
    static final int HEIGHT = 120;
    private static final int[] TOPS = {2, 4, 10, 20, 40, 100, 200, 400, 1_000, 2_000, 4_000, 10_000};

    public static OpenChart of(Figures figures) {
        List<Integer> values =
                figures.openPorts().stream().map(Figures.OpenPorts::most).toList();
        int most = values.stream().mapToInt(Integer::intValue).max().orElse(0);
        int top = IntStream.of(TOPS).filter(each -> each >= most).findFirst().orElse(most);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String y = Draw.number(HEIGHT - (double) HEIGHT * values.get(i) / top);
            line.append(i == 0 ? "M0," : "V").append(y).append('H').append(Draw.number(place(i + 1, values.size())));
        }
        String area = values.isEmpty() ? "" : line + "V" + HEIGHT + "H0Z";
        return new OpenChart(
                line.toString(),
                area,
                List.of(String.valueOf(top), String.valueOf(top / 2), "0"),
                changes(figures.openPorts()),
                most,
                figures.openNow());
    }

    private static double place(int i, int of) {
        return (double) WIDTH * i / of;
    }

    /** Without the parts in which nothing changed. */
    private static List<Figures.OpenPorts> changes(List<Figures.OpenPorts> all) {
        List<Figures.OpenPorts> changes = new ArrayList<>();
        for (Figures.OpenPorts each : all) {
            if (changes.isEmpty() || changes.getLast().most() != each.most()) {
                changes.add(each);
            }
        }
        return changes;
    }
}
