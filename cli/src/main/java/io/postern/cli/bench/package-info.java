/** Measures Postern side by side with what it is compared to, on this machine. */
@NullMarked
package io.postern.cli.bench;

import org.jspecify.annotations.NullMarked;
