/** The rhythm of the passes. */
@NullMarked
package io.postern.sweeper.adapter.timer;

import org.jspecify.annotations.NullMarked;
