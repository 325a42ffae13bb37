/** How one service of Postern calls another: with a token of its own, and with patience only for answers that end. */
@NullMarked
package io.postern.calls;

import org.jspecify.annotations.NullMarked;
