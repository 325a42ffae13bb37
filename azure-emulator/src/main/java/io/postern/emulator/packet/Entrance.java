package io.postern.emulator.packet;

import java.net.InetAddress;

/** A port of a firewall's public address that a DNAT rule leads on from. */
public record Entrance(InetAddress address, int port) {}
