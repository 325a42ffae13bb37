/** Reaches the enforcer over HTTP, so that closing needs no Kafka. */
@NullMarked
package io.postern.request.adapter.enforcer;

import org.jspecify.annotations.NullMarked;
