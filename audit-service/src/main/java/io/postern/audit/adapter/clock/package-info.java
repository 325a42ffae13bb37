/** The thread that publishes. */
@NullMarked
package io.postern.audit.adapter.clock;

import org.jspecify.annotations.NullMarked;
