/** The pure rule of deadlines: when a grant's time is up. */
@NullMarked
package io.postern.expiry.domain;

import org.jspecify.annotations.NullMarked;
