/** Counts and ages for a monitoring system. */
@NullMarked
package io.postern.sweeper.adapter.metrics;

import org.jspecify.annotations.NullMarked;
