/** Enforcement events in. */
@NullMarked
package io.postern.expiry.adapter.kafka;

import org.jspecify.annotations.NullMarked;
