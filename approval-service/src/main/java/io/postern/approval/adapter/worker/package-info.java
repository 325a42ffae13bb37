/** Runs the evaluations that are due. */
@NullMarked
package io.postern.approval.adapter.worker;

import org.jspecify.annotations.NullMarked;
