package io.postern.portal.domain.access;

import io.postern.portal.domain.WellKnownPort;
import java.util.List;

/** A wish that somebody keeps to ask for again; without an end in time and without an emergency, which are of one day. */
public record Favourite(String id, String name, Kept wish) {
    /** How many one person keeps. */
    public static final int MOST = 20;

    private static final int LONGEST_NAME = 60;

    /** What is kept of a wish. */
    public record Kept(
            String vm, List<Integer> ports, boolean mine, String ranges, String length, String reason, String ticket) {
        public Kept {
            ports = Given.list(ports);
        }

        static Kept of(Wish wish) {
            return new Kept(
                    wish.vm(),
                    wish.ports(),
                    wish.mine(),
                    wish.ranges(),
                    wish.hasEnd() ? "" : wish.length(),
                    wish.reason(),
                    wish.ticket());
        }
    }

    /** A new one; without a name it is called after what it is for. */
    public static Favourite of(String id, String name, Wish wish) {
        String called = name.isBlank() ? wish.vmName() + " on " + WellKnownPort.list(wish.ports()) : name.strip();
        String fit = called.length() > LONGEST_NAME
                ? called.substring(0, called.offsetByCodePoints(0, called.codePointCount(0, LONGEST_NAME)))
                : called;
        return new Favourite(id, fit, Kept.of(wish));
    }

    /** Where it is deleted. */
    public String endPath() {
        return "/favourites/" + id + "/delete";
    }

    public String endQuestion() {
        return "Delete the favourite " + name + "?";
    }

    /** What it is for, as one line. */
    public String what() {
        return Given.name(wish.vm()) + " on " + WellKnownPort.list(wish.ports())
                + Given.length(wish.length())
                        .map(length -> " for " + Given.words(length))
                        .orElse("")
                + (wish.mine() ? "" : " from " + wish.ranges().strip());
    }
}
