package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory's objects and which groups each is in; groups may lie in groups. Object ids compare without case. */
public final class Members {
    private final Map<String, Member> members = new LinkedHashMap<>();

    /** A person, a service principal or a group, with the groups that it is in itself. */
    public record Member(Kind kind, String oid, String name, boolean securityEnabled, List<String> memberOf) {
        public Member {
            memberOf = List.copyOf(memberOf);
        }
    }

    /** What an object is. */
    public enum Kind {
        USER,
        GROUP,
        PRINCIPAL
    }

    private Members() {}

    static Members of(JsonNode seed) {
        Members all = new Members();
        seed.path("people").forEach(p -> all.add(Kind.USER, p, p.path("displayName"), p.path("groups")));
        seed.path("groups").forEach(g -> all.add(Kind.GROUP, g, g.path("name"), g.path("memberOf")));
        seed.path("principals").forEach(p -> all.add(Kind.PRINCIPAL, p, p.path("clientId"), p.path("groups")));
        return all;
    }

    private void add(Kind kind, JsonNode object, JsonNode name, JsonNode groups) {
        String oid = object.path("oid").asText();
        boolean security = object.path("securityEnabled").asBoolean(true);
        List<String> memberOf = groups.valueStream().map(JsonNode::asText).toList();
        members.put(key(oid), new Member(kind, oid, name.asText(), security, memberOf));
    }

    public Optional<Member> find(Kind kind, String oid) {
        return Optional.ofNullable(members.get(key(oid))).filter(member -> member.kind() == kind);
    }

    /** The security groups that an object is in, directly or through other groups: those that count for rights. */
    public List<String> groupsOf(String oid) {
        return groupsOf(oid, true);
    }

    public List<String> groupsOf(String oid, boolean securityOnly) {
        return above(oid).stream()
                .filter(group -> !securityOnly
                        || find(Kind.GROUP, group).map(Member::securityEnabled).orElse(true))
                .toList();
    }

    /** Everything in a group, directly or through other groups; those other groups too. */
    public List<Member> under(String group) {
        return members.values().stream()
                .filter(member -> above(member.oid()).stream().anyMatch(group::equalsIgnoreCase))
                .toList();
    }

    private Set<String> above(String oid) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(direct(oid));
        while (!open.isEmpty()) {
            String group = open.pop();
            if (found.add(group)) {
                open.addAll(direct(group));
            }
        }
        return found;
    }

    private List<String> direct(String oid) {
        return Optional.ofNullable(members.get(key(oid))).map(Member::memberOf).orElse(List.of());
    }

    private static String key(String oid) {
        return oid.toLowerCase(Locale.ROOT);
    }
}
