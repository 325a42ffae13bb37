/** Loopback listeners that stand for the VMs' management ports. */
@NullMarked
package io.postern.emulator.dataplane;

import org.jspecify.annotations.NullMarked;
