package io.postern.policy.rule;

import io.postern.contracts.id.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which accounts belong to one human. */
public final class Humans {
    private final Map<PersonId, Integer> numbers = new HashMap<>();

    /** Sets that share an account are one human's. */
    public Humans(List<Set<PersonId>> linked) {
        List<Set<PersonId>> humans = new ArrayList<>();
        for (Set<PersonId> accounts : linked) {
            Set<PersonId> all = new HashSet<>(accounts);
            List<Set<PersonId>> others = new ArrayList<>();
            for (Set<PersonId> human : humans) {
                if (Collections.disjoint(human, accounts)) {
                    others.add(human);
                } else {
                    all.addAll(human);
                }
            }
            others.add(all);
            humans = others;
        }
        for (int number = 0; number < humans.size(); number++) {
            for (PersonId account : humans.get(number)) {
                numbers.put(account, number);
            }
        }
    }

    /** Whether both accounts are one human's. */
    public boolean same(PersonId a, PersonId b) {
        Integer number = numbers.get(a);
        return a.equals(b) || (number != null && number.equals(numbers.get(b)));
    }

    /** One account that stands for all of its human's. */
    public PersonId standIn(PersonId account) {
        Integer number = numbers.get(account);
        if (number == null) {
            return account;
        }
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue().equals(number))
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(PersonId::tenant).thenComparing(PersonId::oid))
                .orElse(account);
    }
}
