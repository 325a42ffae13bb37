/** Settings and wiring of the expiry service. */
@NullMarked
package io.postern.expiry.config;

import org.jspecify.annotations.NullMarked;
