/** The postern command: its entry point and how it tells failures. */
@NullMarked
package io.postern.cli;

import org.jspecify.annotations.NullMarked;
