/** The clock that wakes the enforcer by itself. */
@NullMarked
package io.postern.enforcer.adapter.timer;

import org.jspecify.annotations.NullMarked;
