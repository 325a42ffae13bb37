package io.postern.enforcer.domain.nsg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whom one side of a rule speaks of: addresses, service tags, groups, or everybody. */
final class Parties {
    private static final Set<String> EVERYBODY = Set.of("*", "any");

    private final List<Span> blocks = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> groups;
    private final Match atLeast;

    /** {@code groupsUnknown}: it speaks of groups, but does not say of which. */
    Parties(List<String> prefixes, List<String> groups, boolean groupsUnknown) {
        boolean everybody = false;
        for (String prefix : prefixes) {
            String word = prefix.toLowerCase(Locale.ROOT);
            everybody |= EVERYBODY.contains(word);
            Prefixes.block(prefix).map(Span::of).ifPresentOrElse(blocks::add, () -> tags.add(word));
        }
        this.groups =
                groups.stream().map(group -> group.toLowerCase(Locale.ROOT)).toList();
        this.atLeast = everybody ? Match.ALL : groupsUnknown ? Match.SOME : Match.NO;
    }

    Match hold(Span addresses, Neighbourhood around) {
        Match best = atLeast;
        for (int i = 0; i < blocks.size() && best != Match.ALL; i++) {
            best = best.or(blocks.get(i).holds(addresses));
        }
        for (int i = 0; i < tags.size() && best != Match.ALL; i++) {
            best = best.or(around.tag(tags.get(i), addresses));
        }
        for (int i = 0; i < groups.size() && best != Match.ALL; i++) {
            best = best.or(around.group(groups.get(i), addresses));
        }
        return best;
    }
}
