package io.postern.emulator.packet;

import java.net.InetAddress;

/** The first packet of a flow towards a VM, after address translation. */
public record Packet(InetAddress source, int sourcePort, InetAddress destination, int port, String protocol) {}
