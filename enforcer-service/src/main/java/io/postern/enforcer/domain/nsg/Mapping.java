package io.postern.enforcer.domain.nsg;

/** A port of a firewall's public address, and the private address and port that packets to it are led to (DNAT). */
public record Mapping(String publicAddress, int publicPort, String address, int port) {}
