/** Settings and the only wiring. */
@NullMarked
package io.postern.portal.config;

import org.jspecify.annotations.NullMarked;
