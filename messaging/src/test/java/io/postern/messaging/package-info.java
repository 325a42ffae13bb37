/** The tests of the outbox, relay, inbox and quarantine, against a real PostgreSQL and a real Kafka. */
package io.postern.messaging;
