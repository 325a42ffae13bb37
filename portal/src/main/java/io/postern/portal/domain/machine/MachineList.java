package io.postern.portal.domain.machine;

import java.util.Arrays;

/** The three lists that every VM is in one of. */
public enum MachineList {
    CONFIGURED("configured", "Configured"),
    NOT_CONFIGURED("not-configured", "Not configured"),
    UNSUPPORTED("unsupported", "Unsupported");

    private final String word;
    private final String title;

    MachineList(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** In addresses, as the services write it. */
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    /** The list of this word; the first for any other. */
    public static MachineList of(String word) {
        return Arrays.stream(values())
                .filter(list -> list.word.equals(word))
                .findFirst()
                .orElse(CONFIGURED);
    }
}
