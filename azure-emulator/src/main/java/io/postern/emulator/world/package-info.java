/** What exists in the emulated Azure: resources, people, principals and their rights. */
@NullMarked
package io.postern.emulator.world;

import org.jspecify.annotations.NullMarked;
