package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TagsTest {
    private final World world = new World();

    @Test
    void aTagThatChangesIsToldOfAndOneThatDoesNotIsNot() {
        tag(Map.of("env", "test"));
        tag(Map.of("env", "prod"));
        tag(Map.of("env", "prod"));
        tag(Map.of());

        assertThat(world.told(VmAssessed.class))
                .extracting(VmAssessed::tags)
                .containsExactly(Map.of("env", "test"), Map.of("env", "prod"), Map.of());
    }

    private void tag(Map<String, String> tags) {
        Snapshot vm = world.azure.machines.getFirst();
        world.azure.machines.set(
                0, new Snapshot(vm.vm(), vm.location(), vm.os(), vm.interfaces(), null, Set.of(), tags));
        world.assess.scan();
    }
}
