/** Readiness, as far as the log can speak to it. */
@NullMarked
package io.postern.audit.adapter.health;

import org.jspecify.annotations.NullMarked;
