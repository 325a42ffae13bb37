package io.postern.emulator.entra;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The applications that people sign in to: Postern's portal and its command line. */
public final class Clients {
    private static final String PORTAL = "postern-portal";
    private static final String COMMAND_LINE = "postern-cli";

    private final Map<String, Client> clients;

    private Clients(List<URI> portals) {
        List<String> back =
                portals.stream().map(portal -> portal + "/sign-in/back").toList();
        List<String> out = portals.stream()
                .flatMap(portal -> Stream.of(portal + "/", portal + "/signed-out"))
                .toList();
        this.clients = Map.of(
                PORTAL,
                new Client(PORTAL, "Postern portal", true, back, out),
                COMMAND_LINE,
                new Client(COMMAND_LINE, "Postern command line", false, List.of(), List.of()));
    }

    /** With the portal at these addresses, each without a path. */
    public static Clients with(List<URI> portals) {
        return new Clients(portals);
    }

    Optional<Client> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    Client named(Map<String, String> parameters) throws Refused {
        String id = parameters.getOrDefault("client_id", "");
        if (id.isEmpty()) {
            throw Refused.missing("client_id");
        }
        return find(id).orElseThrow(() ->
                new Refused(400, "unauthorized_client", 700016, "The application was not found in the directory."));
    }
}
