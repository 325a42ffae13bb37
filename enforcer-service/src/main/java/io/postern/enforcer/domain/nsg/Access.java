package io.postern.enforcer.domain.nsg;

/** What a rule does with the traffic that it matches. */
public enum Access {
    ALLOW("Allow"),
    DENY("Deny");

    private final String ruleWord;

    Access(String ruleWord) {
        this.ruleWord = ruleWord;
    }

    /** The spelling in a security rule of an NSG. */
    public String ruleWord() {
        return ruleWord;
    }
}
