package io.postern.emulator.dataplane;

import io.postern.emulator.packet.Entrance;
import io.postern.emulator.packet.Reachability;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The loopback ports of firewalls: one for each that a DNAT rule leads to a management port, as long as the rule is there. */
final class FirewallDoors implements World.Watcher {
    private static final String FIREWALLS = ResourceType.AZURE_FIREWALLS.text().toLowerCase(Locale.ROOT) + "/";

    /** Takes a client that came to a port of a firewall's public address. */
    @FunctionalInterface
    interface Service {
        void serve(Socket client, Entrance entrance);
    }

    private final Map<String, InetAddress> addresses;
    private final Reachability reachability;
    private final Service service;
    private final Map<String, Map<Entrance, Door>> open = new HashMap<>();

    FirewallDoors(Map<String, InetAddress> addresses, Reachability reachability, Service service) {
        this.addresses = addresses;
        this.reachability = reachability;
        this.service = service;
    }

    @Override
    public void changed(String id, Optional<Stored> now) {
        if (id.toLowerCase(Locale.ROOT).contains(FIREWALLS)) {
            follow();
        }
    }

    /** Opens and closes, until it is as the rules are. */
    synchronized void follow() {
        addresses.forEach((firewall, address) -> {
            Set<Entrance> wanted = reachability.entrances(firewall, DataPlane.PORTS);
            Map<Entrance, Door> doors = open.computeIfAbsent(firewall, _ -> new HashMap<>());
            doors.entrySet().removeIf(door -> {
                boolean over = !wanted.contains(door.getKey());
                if (over) {
                    door.getValue().close();
                }
                return over;
            });
            wanted.stream()
                    .filter(entrance -> !doors.containsKey(entrance))
                    .forEach(entrance -> Door.open(
                                    "port " + entrance.port() + " of " + firewall,
                                    address,
                                    entrance.port(),
                                    client -> service.serve(client, entrance))
                            .ifPresent(door -> doors.put(entrance, door)));
        });
    }

    synchronized void close() {
        open.values().forEach(doors -> doors.values().forEach(Door::close));
        open.clear();
    }
}
