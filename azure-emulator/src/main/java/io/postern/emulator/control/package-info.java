/** What only an emulator offers: the history of writes, packet verdicts and fault orders. */
@NullMarked
package io.postern.emulator.control;

import org.jspecify.annotations.NullMarked;
