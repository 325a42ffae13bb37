/** Deadlines as rows. */
@NullMarked
package io.postern.expiry.adapter.postgres;

import org.jspecify.annotations.NullMarked;
