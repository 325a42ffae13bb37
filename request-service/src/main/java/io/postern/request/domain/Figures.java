package io.postern.request.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** How many ports were open over a stretch of time, and how late they were seen shut, in {@value #BUCKETS} equal parts. */
public record Figures(
        Instant from,
        Instant to,
        Duration bucket,
        int openNow,
        List<OpenPorts> openPorts,
        List<Closings> closings,
        Lateness lateness) {
    /** So many parts a stretch has. */
    public static final int BUCKETS = 48;

    /** The most ports that were open together in a part. */
    public record OpenPorts(Instant from, int most) {}

    /** What went in a part because its time was up; parts without any are left out. */
    public record Closings(Instant from, Lateness lateness) {}

    /** One port that opens or shuts. */
    private record Move(Instant at, String door, int by) {}

    public static Figures of(List<Stay> stays, Instant from, Instant to) {
        Duration bucket = Duration.between(from, to).dividedBy(BUCKETS);
        List<OpenPorts> open = open(stays, from, bucket);
        List<List<Duration>> late = late(stays, from, bucket);
        return new Figures(
                from,
                to,
                bucket,
                (int) stays.stream()
                        .filter(stay -> stay.opened() != null && stay.closed() == null)
                        .flatMap(Stay::doors)
                        .distinct()
                        .count(),
                open,
                IntStream.range(0, BUCKETS)
                        .filter(i -> !late.get(i).isEmpty())
                        .mapToObj(i -> new Closings(begin(from, bucket, i), Lateness.of(late.get(i))))
                        .toList(),
                Lateness.of(late.stream().flatMap(List::stream).toList()));
    }

    /** A port that two grants open counts once. */
    private static List<OpenPorts> open(List<Stay> stays, Instant from, Duration bucket) {
        List<Move> moves = new ArrayList<>();
        for (Stay stay : stays) {
            Instant opened = stay.opened();
            if (opened != null) {
                stay.doors().forEach(door -> {
                    moves.add(new Move(opened, door, 1));
                    if (stay.closed() != null) {
                        moves.add(new Move(stay.closed(), door, -1));
                    }
                });
            }
        }
        moves.sort((one, other) -> {
            int order = one.at().compareTo(other.at());
            // NB. what opens in the moment in which another shuts was never all shut
            return order == 0 ? Integer.compare(other.by(), one.by()) : order;
        });
        Map<String, Integer> open = new HashMap<>();
        List<OpenPorts> result = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < BUCKETS; i++) {
            Instant end = begin(from, bucket, i + 1);
            for (; next < moves.size() && !moves.get(next).at().isAfter(begin(from, bucket, i)); next++) {
                move(open, moves.get(next));
            }
            int most = open.size();
            for (; next < moves.size() && moves.get(next).at().isBefore(end); next++) {
                move(open, moves.get(next));
                most = Math.max(most, open.size());
            }
            result.add(new OpenPorts(begin(from, bucket, i), most));
        }
        return result;
    }

    private static void move(Map<String, Integer> open, Move move) {
        open.merge(move.door(), move.by(), (before, by) -> before + by == 0 ? null : before + by);
    }

    private static List<List<Duration>> late(List<Stay> stays, Instant from, Duration bucket) {
        List<List<Duration>> late = IntStream.range(0, BUCKETS)
                .<List<Duration>>mapToObj(_ -> new ArrayList<>())
                .toList();
        for (Stay stay : stays) {
            stay.late().ifPresent(by -> {
                long place = Duration.between(from, Objects.requireNonNull(stay.closed()))
                        .dividedBy(bucket);
                if (place >= 0 && place < BUCKETS) {
                    late.get((int) place).add(by);
                }
            });
        }
        return late;
    }

    private static Instant begin(Instant from, Duration bucket, int place) {
        return from.plus(bucket.multipliedBy(place));
    }
}
