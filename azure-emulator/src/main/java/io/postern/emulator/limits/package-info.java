/** How much Azure lets its callers ask and write in a time. */
@NullMarked
package io.postern.emulator.limits;

import org.jspecify.annotations.NullMarked;
