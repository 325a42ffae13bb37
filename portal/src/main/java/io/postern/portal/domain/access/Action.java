package io.postern.portal.domain.access;

import io.postern.portal.domain.Person;
import io.postern.portal.domain.Right;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do with a request, as far as can be told here; the service has the last word. */
public enum Action {
    EXTEND("Extend", "clock", false),
    RELEASE("Give back", "lock", true),
    CANCEL("Withdraw", "stop", true),
    REVOKE("Revoke", "stop", true);

    private final String title;
    private final String icon;
    private final boolean asksFirst;

    Action(String title, String icon, boolean asksFirst) {
        this.title = title;
        this.icon = icon;
        this.asksFirst = asksFirst;
    }

    /** Those that are there for this person now. */
    public static List<Action> of(AccessRequest request, Person person) {
        State state = request.stateOf();
        boolean own = request.requester().oid().equals(person.id());
        List<Action> actions = new ArrayList<>();
        if (own && state.isOpen()) {
            actions.add(EXTEND);
            actions.add(RELEASE);
        }
        if (own && state.cancels()) {
            actions.add(CANCEL);
        }
        if (!own && !state.ended() && !state.isClosing() && mayRevoke(person)) {
            actions.add(REVOKE);
        }
        return actions;
    }

    public static Optional<Action> named(String path) {
        return Arrays.stream(values())
                .filter(action -> action.path().equals(path))
                .findFirst();
    }

    /** The last part of its address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it is done. */
    public String address(AccessRequest request) {
        return request.path() + "/" + path();
    }

    public String title() {
        return title;
    }

    public String icon() {
        return icon;
    }

    /** Whether it has to be confirmed, because it cannot be undone. */
    public boolean asksFirst() {
        return asksFirst;
    }

    public String question(AccessRequest request) {
        return switch (this) {
            case EXTEND -> "Keep " + request.vmNames() + " open for longer?";
            case RELEASE -> "Give back the access to " + request.vmNames() + "?";
            case CANCEL -> "Withdraw the request for " + request.vmNames() + "?";
            case REVOKE -> "Revoke the access of " + request.requester().name() + "?";
        };
    }

    /** What happens if it is done. */
    public String consequence(AccessRequest request) {
        String again = " To connect again, you ask again.";
        return switch (this) {
            case EXTEND -> "";
            case RELEASE ->
                request.what() + " takes no new connections as soon as the rule is gone, usually within seconds. Open"
                        + " sessions are not cut." + again;
            case CANCEL ->
                request.stateOf() == State.PENDING
                        ? "Nobody is asked any more, and nothing is opened." + again
                        : "What is being opened is closed again at once; open sessions are not cut." + again;
            case REVOKE ->
                request.what() + " takes no new connections from " + request.from() + " as soon as the rule is gone,"
                        + " usually within seconds. Open sessions are not cut. "
                        + request.requester().name()
                        + " is told that you did it.";
        };
    }

    /** Who may read somebody else's request without the role for it approves, and so may revoke. */
    private static boolean mayRevoke(Person person) {
        return person.may(Right.CONFIGURE) || !person.may(Right.READ);
    }
}
