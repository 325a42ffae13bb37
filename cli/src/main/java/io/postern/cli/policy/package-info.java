/** Reads policies and their cases offline, for commands that load this only when they are used. */
@NullMarked
package io.postern.cli.policy;

import org.jspecify.annotations.NullMarked;
