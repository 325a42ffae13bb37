/** The part of Microsoft Graph that tells who is in which group. */
@NullMarked
package io.postern.emulator.graph;

import org.jspecify.annotations.NullMarked;
