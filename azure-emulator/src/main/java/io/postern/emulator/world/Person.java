package io.postern.emulator.world;

import java.util.List;

/**
 * A demo person; roles are app roles in Postern's own tokens, rights in Azure come from role assignments.
 *
 * @param groups nested ones too
 * @param overage whether the groups are too many for a token, however many they are
 */
public record Person(
        String name, String oid, String displayName, List<String> groups, List<String> roles, boolean overage) {
    public Person {
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
    }
}
