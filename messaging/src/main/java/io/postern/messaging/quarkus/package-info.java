/** The library inside a Quarkus service: JTA transactions, the beans, and the relay's start and end. */
@NullMarked
package io.postern.messaging.quarkus;

import org.jspecify.annotations.NullMarked;
