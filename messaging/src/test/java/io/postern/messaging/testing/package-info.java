/** A real PostgreSQL and a real Kafka for the tests of every service. */
package io.postern.messaging.testing;
