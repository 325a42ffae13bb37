/** The facts that services tell each other, one record an event type. */
@NullMarked
package io.postern.contracts.event;

import org.jspecify.annotations.NullMarked;
