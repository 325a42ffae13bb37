/**
 * The library inside a Quarkus service: JTA transactions, the beans, and the relay's start and end.
 *
 * <p>A service produces its {@link io.postern.contracts.event.Source} as a bean, migrates {@code db/messaging}, injects
 * {@code Outbox} and {@code Transactions}, and hands every record of an incoming channel to the {@code Inbox}:
 *
 * <pre>
 * &#64;Incoming("requests") &#64;Blocking
 * public void on(ConsumerRecord&lt;String, byte[]&gt; record) { inbox.receive(record, handler); }
 * </pre>
 *
 * The channel needs its connector, topic and group.id alone; {@code microprofile-config.properties} has the rest.
 */
@NullMarked
package io.postern.messaging.quarkus;

import org.jspecify.annotations.NullMarked;
