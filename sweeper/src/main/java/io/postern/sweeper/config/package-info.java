/** Settings and wiring of the sweeper. */
@NullMarked
package io.postern.sweeper.config;

import org.jspecify.annotations.NullMarked;
