/** What the service does with deadlines, and what it needs for that. */
@NullMarked
package io.postern.expiry.app;

import org.jspecify.annotations.NullMarked;
