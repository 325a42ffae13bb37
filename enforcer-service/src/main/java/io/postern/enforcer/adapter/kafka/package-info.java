/** Events in. */
@NullMarked
package io.postern.enforcer.adapter.kafka;

import org.jspecify.annotations.NullMarked;
