package io.postern.portal.domain;

import static io.postern.portal.domain.Right.CONFIGURE;
import static io.postern.portal.domain.Right.READ;
import static io.postern.portal.domain.Right.REQUEST;

import java.util.Arrays;
import java.util.List;

/** A place in the navigation, and the rights of which one is needed there; no right where the service decides case by case. */
public enum Place {
    MY_ACCESS("my-access", "My access", "key", List.of(REQUEST)),
    VIRTUAL_MACHINES("virtual-machines", "Virtual machines", "vm", List.of(REQUEST, CONFIGURE, READ)),
    APPROVALS("approvals", "Approvals", "approve", List.of()),
    TRAIL("trail", "Trail", "trail", List.of(READ, CONFIGURE)),
    FINDINGS("findings", "Findings", "finding", List.of(READ, CONFIGURE));

    private final String path;
    private final String title;
    private final String icon;
    private final List<Right> rights;

    Place(String path, String title, String icon, List<Right> rights) {
        this.path = path;
        this.title = title;
        this.icon = icon;
        this.rights = rights;
    }

    /** The last part of its address, by which a page names the place it belongs to. */
    public String path() {
        return path;
    }

    public String title() {
        return title;
    }

    /** The name of its icon in the sprite. */
    public String icon() {
        return icon;
    }

    /** Any one of these opens it. */
    public List<Right> rights() {
        return rights;
    }

    public boolean opensTo(Person person) {
        return rights.isEmpty() || person.mayAny(rights);
    }

    /** Where this person may go, in the order of the navigation. */
    public static List<Place> of(Person person) {
        return Arrays.stream(values()).filter(place -> place.opensTo(person)).toList();
    }
}
