/** One pass over every subscription, with the port to Azure that it needs. */
@NullMarked
package io.postern.sweeper.app;

import org.jspecify.annotations.NullMarked;
