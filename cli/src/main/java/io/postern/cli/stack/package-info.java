/** The local stack: every process of Postern on this machine, each its own, started, watched and stopped. */
@NullMarked
package io.postern.cli.stack;

import org.jspecify.annotations.NullMarked;
