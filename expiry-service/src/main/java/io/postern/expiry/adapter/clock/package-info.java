/** The timer that looks for deadlines that have come. */
@NullMarked
package io.postern.expiry.adapter.clock;

import org.jspecify.annotations.NullMarked;
