/** What intake is measured against: a bare endpoint that does two inserts, with nothing of Postern in it. */
@NullMarked
package io.postern.benchmarks;

import org.jspecify.annotations.NullMarked;
