package io.postern.portal.domain.access;

import io.postern.portal.domain.Person;
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
        return Arrays.stream(values())
                .filter(action -> action.isOf(request, person) && action.isIn(request.stateOf()))
                .toList();
    }

    /**
     * Whether it is for this person to do, at whatever time. Who reads somebody else's request may be one of the approvers,
     * whom no role tells apart: only the service knows who revokes.
     */
    public boolean isOf(AccessRequest request, Person person) {
        return isForOwn() == request.requester().oid().equals(person.id());
    }

    /** Why it is not for somebody to do. */
    public String foreign() {
        return isForOwn()
                ? "This request is somebody else's: whoever asked for it gives it back or withdraws it, and others revoke it."
                : "This request is your own: give it back or withdraw it instead.";
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

    private boolean isForOwn() {
        return this != REVOKE;
    }

    private boolean isIn(State state) {
        return switch (this) {
            case EXTEND, RELEASE -> state.isOpen();
            case CANCEL -> state.cancels();
            case REVOKE -> !state.ended() && !state.isClosing();
        };
    }
}
