package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Api;
import io.postern.cli.api.Patience;
import io.postern.cli.api.People;
import io.postern.cli.api.Postern;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.DemoWorld;
import io.postern.cli.stack.PortName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The moment from which a started stack knows the VMs of its Azure, so that one can be named. */
final class FirstInventory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOR_EACH = Duration.ofMillis(10);
    private static final String MACHINES = "/subscriptions/" + DemoWorld.SUBSCRIPTION
            + "/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01";

    private final Api api = new Api();
    private final Addresses addresses;

    FirstInventory(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Waits until request-service knows as many VMs as Azure has. */
    void await() {
        People people = new People(api, addresses);
        int there =
                count(addresses.http(PortName.EMULATOR).resolve(MACHINES), people.token("admin", People.Audience.ARM));
        Postern postern = new Postern(api, addresses, people.person("admin"));
        Patience.await(
                "the inventory of " + there + " VMs; ./postern logs enforcer says more",
                PATIENCE.plus(FOR_EACH.multipliedBy(there)),
                () -> Optional.of(postern.countVirtualMachines()).filter(known -> known >= there));
    }

    private int count(URI azure, String token) {
        int count = 0;
        Optional<URI> page = Optional.of(azure);
        while (page.isPresent()) {
            JsonNode answer = api.get(page.get(), token);
            count += answer.path("value").size();
            page = Optional.ofNullable(answer.path("nextLink").textValue()).map(URI::create);
        }
        return count;
    }
}
