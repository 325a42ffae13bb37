/** The service as a whole: real PostgreSQL, real Kafka, Azure and Entra by stubs over the wire. */
@NullMarked
package io.postern.approval.journey;

import org.jspecify.annotations.NullMarked;
