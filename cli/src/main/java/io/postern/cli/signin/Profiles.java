package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/** The installations that a person knows, one of which is meant when none is named. */
public final class Profiles {
    private static final String FILE = "profiles.json";
    private static final String CURRENT = "current";

    private final ConfigDir dir;
    private final Profile local;

    /** {@code local} is there without being kept. */
    public Profiles(ConfigDir dir, Profile local) {
        this.dir = dir;
        this.local = local;
    }

    /** The name of the one that is meant when none is named. */
    public String current() {
        return dir.read(FILE).path(CURRENT).asText(Profile.LOCAL);
    }

    public Profile named(String name) {
        if (name.equals(Profile.LOCAL)) {
            return local;
        }
        JsonNode kept = dir.read(FILE).path("profiles").path(name);
        if (!kept.isObject()) {
            throw new CommandFailure("There is no profile " + name
                    + ": ./postern profile list names them, ./postern profile add adds one.");
        }
        return Profile.of(name, kept);
    }

    /** All of them, the local stack first. */
    public List<Profile> all() {
        List<Profile> all = new ArrayList<>(List.of(local));
        dir.read(FILE)
                .path("profiles")
                .fields()
                .forEachRemaining(kept -> all.add(Profile.of(kept.getKey(), kept.getValue())));
        return all;
    }

    /** Adds a profile, or replaces the one of its name. */
    public void add(Profile profile) {
        if (profile.isLocal()) {
            throw new CommandFailure("The profile local is the local stack's: choose another name.");
        }
        dir.alone(() -> {
            ObjectNode kept = dir.read(FILE);
            kept.withObjectProperty("profiles").set(profile.name(), profile.json());
            dir.write(FILE, kept);
            return profile;
        });
    }

    /** Has this one meant when none is named. */
    public void use(String name) {
        named(name);
        dir.alone(() -> {
            dir.write(FILE, dir.read(FILE).put(CURRENT, name));
            return name;
        });
    }
}
