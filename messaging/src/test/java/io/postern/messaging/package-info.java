/** Real Kafka and PostgreSQL for tests, and the tests of the outbox, relay, inbox and quarantine. */
package io.postern.messaging;
