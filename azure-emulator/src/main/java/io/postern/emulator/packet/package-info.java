/** Whether a packet would reach a VM, by Azure's rules for network security groups. */
@NullMarked
package io.postern.emulator.packet;

import org.jspecify.annotations.NullMarked;
