/** Keeps cases, decisions and the evaluations that are due. */
@NullMarked
package io.postern.approval.adapter.postgres;

import org.jspecify.annotations.NullMarked;
