package io.postern.portal.domain.machine;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something at a network security group that somebody must know. */
public record MachineFinding(
        String boundary,
        String kind,
        String rule,
        String detail,
        @Nullable Instant since) {
    public MachineFinding {
        boundary = Blank.text(boundary);
        kind = Blank.text(kind);
        rule = Blank.text(rule);
        detail = Blank.text(detail);
    }

    public boolean concerns(Machine vm) {
        String here = boundary.toLowerCase(Locale.ROOT);
        return vm.nsgs().stream().anyMatch(nsg -> nsg.toLowerCase(Locale.ROOT).equals(here));
    }

    public String boundaryName() {
        return Blank.name(boundary);
    }

    public String title() {
        return kind.isEmpty()
                ? ""
                : Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' ');
    }

    /** Only those that let somebody in who should not get in are red. */
    public String level() {
        return switch (kind) {
            case "bypass", "orphan-allow", "ineffective" -> "bad";
            default -> "warn";
        };
    }
}
