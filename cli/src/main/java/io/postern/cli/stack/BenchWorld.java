package io.postern.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The demo world with many more people, each of whom may ask for access to every VM of the subscription. */
final class BenchWorld {
    private static final String DEMO_WORLD = "io/postern/emulator/contoso.json";
    /** Where the first made-up VMs stand. */
    private static final String GROUP = "fleet-0";

    private static final String REQUESTER = "/subscriptions/" + DemoWorld.SUBSCRIPTION
            + "/providers/Microsoft.Authorization/roleDefinitions/55555555-0000-0000-0000-000000000001";
    private static final String ASSIGNMENTS =
            "/subscriptions/" + DemoWorld.SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments/";

    private BenchWorld() {}

    /** Writes the seed beside the emulator's other data. */
    static void write(Path emulatorJar, List<String> oids, Path file) {
        ObjectMapper json = new ObjectMapper();
        try (JarFile jar = new JarFile(emulatorJar.toFile())) {
            ZipEntry entry = jar.getEntry(DEMO_WORLD);
            if (entry == null) {
                throw new CommandFailure("The emulator's demo world is missing from " + emulatorJar + ".");
            }
            try (InputStream in = jar.getInputStream(entry)) {
                ObjectNode world = (ObjectNode) json.readTree(in);
                world.withArrayProperty("resourceGroups")
                        .addObject()
                        .put("id", "/subscriptions/" + DemoWorld.SUBSCRIPTION + "/resourceGroups/" + GROUP)
                        .put("name", GROUP)
                        .put("type", "Microsoft.Resources/resourceGroups")
                        .put("location", "westeurope");
                for (int n = 0; n < oids.size(); n++) {
                    assign(world, oids.get(n), n);
                }
                Files.createDirectories(file.getParent());
                json.writeValue(file.toFile(), world);
            }
        } catch (IOException e) {
            throw new CommandFailure("The emulator's world could not be written: " + e.getMessage(), e);
        }
    }

    private static void assign(ObjectNode world, String oid, int number) {
        String name = String.format(Locale.ROOT, "77777777-0000-0000-0003-%012d", number);
        ObjectNode assignment = world.withArrayProperty("roleAssignments").addObject();
        assignment
                .put("id", ASSIGNMENTS + name)
                .put("name", name)
                .put("type", "Microsoft.Authorization/roleAssignments");
        assignment
                .putObject("properties")
                .put("roleDefinitionId", REQUESTER)
                .put("principalId", oid)
                .put("principalType", "User")
                .put("scope", "/subscriptions/" + DemoWorld.SUBSCRIPTION);
    }
}
