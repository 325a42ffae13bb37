/** Settings and the only wiring. */
@NullMarked
package io.postern.enforcer.config;

import org.jspecify.annotations.NullMarked;
