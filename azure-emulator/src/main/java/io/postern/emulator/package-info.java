/** A local stand-in for Azure Resource Manager and Entra: development, tests and the demo; never production. */
@NullMarked
package io.postern.emulator;

import org.jspecify.annotations.NullMarked;
