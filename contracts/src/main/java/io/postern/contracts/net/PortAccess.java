package io.postern.contracts.net;

/** A port with its protocol, as a policy offers it and a request asks for it. */
public record PortAccess(Port port, Protocol protocol) {}
