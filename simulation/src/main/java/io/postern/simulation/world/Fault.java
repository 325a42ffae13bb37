package io.postern.simulation.world;

/** The kinds of misfortune that there are. */
public enum Fault {
    KILL,
    KILL_ALL,
    FREEZE,
    SWEEPER_KILLED,
    SWEEPER_FROZEN,
    EXPIRY_KILLED,
    EXPIRY_FROZEN,
    DEADLY,
    DATABASE_AWAY,
    DATABASE_FLAKY,
    AZURE_AWAY,
    AZURE_WRONG,
    AZURE_UNREADABLE,
    AZURE_THROTTLES,
    AZURE_LATE,
    AZURE_SLOW,
    AZURE_STALE,
    LOCKED,
    WRONG_DATE,
    BUS_AWAY,
    BUS_FLAKY,
    CLOCK,
    FOREIGNERS,
    NSG_REPLACED,
    KEYS_GONE,
    PANIC
}
