/** How the writes that Azure takes are shared out: a burst, an even rate, and a reserve that only removals touch. */
@NullMarked
package io.postern.enforcer.domain.budget;

import org.jspecify.annotations.NullMarked;
