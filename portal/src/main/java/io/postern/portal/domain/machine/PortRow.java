package io.postern.portal.domain.machine;

import io.postern.contracts.net.Cidr;
import io.postern.portal.domain.WellKnownPort;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A port of a policy while somebody edits it: what was typed, and what is wrong with it. */
public record PortRow(
        String port,
        String protocol,
        String sources,
        String time,
        String unit,
        String wrongPort,
        String wrongSources,
        String wrongTime) {
    private static final int MOST_SOURCES = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    public PortRow {
        port = port.strip();
        protocol = List.of("TCP", "UDP").contains(protocol) ? protocol : "*";
        sources = sources.strip();
        time = time.strip();
        unit = unit.equals("min") ? "min" : "h";
    }

    /** What was typed, not looked at yet. */
    public PortRow(String port, String protocol, String sources, String time, String unit) {
        this(port, protocol, sources, time, unit, "", "", "");
    }

    /** A port as Azure offers it: from anywhere that the request names, for three hours. */
    static PortRow offered(String port) {
        return new PortRow(port, "*", "", "3", "h");
    }

    static PortRow of(OfferedPort port) {
        Duration longest = duration(port.maxDuration());
        boolean hours = longest.toMinutes() % 60 == 0;
        return new PortRow(
                String.valueOf(port.port()),
                port.protocol(),
                port.allowedSources().equals(List.of("*")) ? "" : String.join(", ", port.allowedSources()),
                String.valueOf(hours ? longest.toHours() : longest.toMinutes()),
                hours ? "h" : "min");
    }

    /** The same with everything said that is wrong by itself. */
    PortRow checked() {
        return new PortRow(port, protocol, sources, time, unit, flawOfPort(), flawOfSources(), flawOfTime());
    }

    /** The same with a flaw that shows only beside others. */
    PortRow because(String flaw) {
        return new PortRow(port, protocol, sources, time, unit, flaw, wrongSources, wrongTime);
    }

    boolean isRight() {
        return wrongPort.isEmpty() && wrongSources.isEmpty() && wrongTime.isEmpty();
    }

    /** Whether the port is one, whatever else is wrong. */
    boolean isPort() {
        return flawOfPort().isEmpty();
    }

    /** As the policy is to say it; only of a row that is right. */
    OfferedPort offer() {
        return new OfferedPort(
                Integer.parseInt(port),
                protocol,
                sourceList(),
                wrongTime.isEmpty() && flawOfTime().isEmpty() ? length().toString() : SHORTEST.toString());
    }

    public String custom() {
        return isPort() ? WellKnownPort.custom(Integer.parseInt(port)) : "";
    }

    List<String> sourceList() {
        List<String> named = Arrays.stream(sources.split("[,;\\s]+"))
                .filter(source -> !source.isEmpty())
                .collect(Collectors.toList());
        return named.isEmpty() ? List.of("*") : named;
    }

    private String flawOfPort() {
        if (port.isEmpty()) {
            return "Name a port.";
        }
        boolean good = port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535;
        return good ? "" : "A port is a number from 1 to 65535.";
    }

    private String flawOfSources() {
        List<String> named = sourceList();
        if (named.size() > MOST_SOURCES) {
            return "At most " + MOST_SOURCES + " sources.";
        }
        return named.stream()
                .filter(source -> !source.equals("*") && !isPrefix(source))
                .findFirst()
                .map(source -> "“" + source + "” is no address or prefix such as 203.0.113.0/24.")
                .orElse("");
    }

    private static boolean isPrefix(String text) {
        try {
            return Cidr.parse(text).prefixLength() >= 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private String flawOfTime() {
        if (!time.matches("[0-9]{1,4}([.,][0-9]{1,2})?")) {
            return "Say how long, such as 3 hours.";
        }
        Duration length = length();
        return length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0 ? "5 minutes to 24 hours." : "";
    }

    private Duration length() {
        BigDecimal number = new BigDecimal(time.replace(',', '.'));
        return Duration.ofSeconds(number.multiply(BigDecimal.valueOf(unit.equals("h") ? 3_600 : 60))
                .longValue());
    }

    private static Duration duration(String iso) {
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException unreadable) {
            return Duration.ofHours(3);
        }
    }
}
