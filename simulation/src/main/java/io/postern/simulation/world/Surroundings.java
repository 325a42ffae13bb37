package io.postern.simulation.world;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.WriteRules;
import io.postern.enforcer.domain.budget.WriteShare;
import io.postern.simulation.kernel.Chance;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.kernel.Trace;
import io.postern.simulation.oracle.Share;
import io.postern.simulation.record.Connection;
import io.postern.simulation.record.Database;
import io.postern.simulation.record.DatabaseWeather;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What every part of one history shares: time, dice, the trace, names, and how the database does. */
public final class Surroundings {
    public static final String INSTANCE = "sim";
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Kernel kernel;
    private final Chance chance;
    private final Trace trace;
    private final WriteRules.Manner manner;
    private final WriteShare share;
    private final DatabaseWeather database = new DatabaseWeather();
    private Optional<Instant> lastPass = Optional.empty();
    private final Seal seal = new Seal("known to the people alone");
    private long ids;
    private int shortOfMemory;

    public Surroundings(Kernel kernel, Chance chance, Trace trace) {
        this(
                kernel,
                chance,
                trace,
                new WriteRules.Manner(
                        INSTANCE, chance.of(List.of(1, 2, 3, 20)), WriteRules.Manner.HURRIED_FROM, chance.in1000(100)),
                Share.OURS);
    }

    public Surroundings(Kernel kernel, Chance chance, Trace trace, WriteRules.Manner manner, WriteShare share) {
        this.kernel = kernel;
        this.chance = chance;
        this.trace = trace;
        this.manner = manner;
        this.share = share;
    }

    public Kernel kernel() {
        return kernel;
    }

    public Chance chance() {
        return chance;
    }

    public Trace trace() {
        return trace;
    }

    public DatabaseWeather databaseWeather() {
        return database;
    }

    /** How NSGs are written in this history: as a whole from few changes on, or from many. */
    public WriteRules.Manner manner() {
        return manner;
    }

    /** Our part of the writes that Azure takes. */
    public WriteShare share() {
        return share;
    }

    /** Who signs approvals, and what everybody else verifies them with. */
    public Seal signatures() {
        return seal;
    }

    public Connection connection(Owner owner, Database rows) {
        return new Connection(kernel, trace, owner, rows, database, chance);
    }

    /** The sweeper ended a pass just now. */
    public void passed(Owner sweeper) {
        trace.note(sweeper.name(), "passed");
        lastPass = Optional.of(kernel.now());
    }

    /** When the sweeper last came to the end of a pass. */
    public Optional<Instant> lastPass() {
        return lastPass;
    }

    /** In so many of a thousand calls a process runs out of memory. */
    public int shortOfMemory() {
        return shortOfMemory;
    }

    void shortOfMemory(int cases) {
        shortOfMemory = cases;
    }

    public GrantId grantId() {
        return new GrantId(ulid());
    }

    public RequestId requestId() {
        return new RequestId(ulid());
    }

    public EventId eventId() {
        return new EventId(ulid());
    }

    /** Sorted by time, and the same in every run. */
    private String ulid() {
        return digits(kernel.now().toEpochMilli(), 10) + digits(++ids, 16);
    }

    private static String digits(long number, int length) {
        StringBuilder text = new StringBuilder();
        long left = number;
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt((int) (left & 31)));
            left >>= 5;
        }
        return text.reverse().toString();
    }

    public static BoundaryId nsg(String name) {
        return new BoundaryId(id("Microsoft.Network/networkSecurityGroups/" + name));
    }

    public static VmId vm(String name) {
        return new VmId(id("Microsoft.Compute/virtualMachines/" + name));
    }

    private static String id(String tail) {
        return "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/contoso/providers/" + tail;
    }
}
