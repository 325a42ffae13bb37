/** Settings and the only wiring. */
@NullMarked
package io.postern.expiry.config;

import org.jspecify.annotations.NullMarked;
