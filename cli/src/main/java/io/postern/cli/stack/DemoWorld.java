package io.postern.cli.stack;

/** The fixed names of the demo world that the emulator is seeded with. */
public final class DemoWorld {
    public static final String TENANT = "11111111-1111-1111-1111-111111111111";
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    public static final String APPROVERS = "33333333-0000-0000-0000-000000000001";

    /** The installation's name, which its rules and its audit log carry. */
    public static final String INSTANCE = "demo";

    /** The origin of the audit log, and the name of the key that signs its checkpoints. */
    public static final String AUDIT_ORIGIN = "postern.example/" + INSTANCE;

    /** Which loopback client address stands for which public one. */
    public static final String SOURCE_MAP = "127.0.0.1=203.0.113.7,127.0.0.2=198.51.100.9";

    /** Where the emulator's forward of JIT calls connects from; a proxy whose word about addresses is taken. */
    static final String FORWARD_ADDRESS = "127.0.0.90";

    /** Where the portal connects to services from; the other one. */
    static final String PORTAL_ADDRESS = "127.0.0.91";

    /** Where the emulator stands for VM web-1. No setting moves it: machines have one emulator with VMs at a time. */
    static final String VM_ADDRESS = "127.0.1.1";

    /** Where it stands for port 22 of a VM. */
    static final int VM_PORT = 20_022;

    private DemoWorld() {}
}
