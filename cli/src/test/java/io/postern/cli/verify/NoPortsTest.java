package io.postern.cli.verify;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is opened or approved is a port at least: nothing at all would be covered by any approval. */
class NoPortsTest extends VerifiedLog {
    @Test
    void anOpeningWithoutPortsIsNoEvent() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                withoutPorts(Events.applied("09:00:01", "09:30:00", "/vm/nobody-approved")),
                Events.removed("09:30:00")));

        assertBroken("entry 1", "not an event: ports is empty");
    }

    @Test
    void anApprovalWithoutPortsIsNoEvent() throws Exception {
        log.publish(List.of(Events.plain("x"), withoutPorts(Events.approved("09:00:00", "09:45:00"))));

        assertBroken("entry 1", "not an event: ports is empty");
    }

    private static String withoutPorts(String event) {
        return event.replaceFirst("\"ports\":\\[[^]]*]", "\"ports\":[]");
    }
}
