/** The one way to produce or consume events: transactional outbox, relay to Kafka, inbox, quarantine. No framework. */
@NullMarked
package io.postern.messaging;

import org.jspecify.annotations.NullMarked;
