package io.postern.policy;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.id.PersonId;

/** One version of the approval policy: says of a request whose requester holds the right what has to happen. */
public interface ApprovalPolicy {
    /** Its name and the first twelve hexadecimal digits of its text's SHA-256: {@code contoso@0123456789ab}. */
    String version();

    /** The text that it was read from. */
    String text();

    /** Always an answer: what cannot be worked out never helps the requester. */
    Ruling decide(RequestFacts request);

    /** Above this risk a decision needs a fresh sign-in, and no bot may bring it. */
    Risk botsUpTo();

    /** How many times one request may be extended; 0 when never. */
    int extensionsAtMost();

    /** What the policy calls a group of this object id; the id itself where it gives it no name. */
    default String groupName(String id) {
        return id;
    }

    /** Whether two accounts belong to one human; every account does to its own. */
    boolean sameHuman(PersonId a, PersonId b);

    /** Whether the answer to a request of that kind can depend on the requester's groups; if not, nobody looks them up. */
    boolean looksAtGroups(boolean breakGlass);

    /** Whether the answer to some request can. */
    default boolean looksAtGroups() {
        return looksAtGroups(true);
    }

    /** Whether an answer can depend on what the inventory knows of a VM. */
    boolean looksAtInventory();
}
