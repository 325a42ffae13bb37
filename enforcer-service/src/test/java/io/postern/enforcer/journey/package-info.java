/** The service with a real PostgreSQL, a real Kafka and the emulated Azure. */
@NullUnmarked
package io.postern.enforcer.journey;

import org.jspecify.annotations.NullUnmarked;
