/** Settings and the only wiring. */
@NullMarked
package io.postern.audit.config;

import org.jspecify.annotations.NullMarked;
