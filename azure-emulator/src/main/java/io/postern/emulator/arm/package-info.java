/** The emulated Azure Resource Manager, as strict as the real one where clients notice. */
@NullMarked
package io.postern.emulator.arm;

import org.jspecify.annotations.NullMarked;
