/** Signs what was approved, and verifies what bots sign. */
@NullMarked
package io.postern.approval.adapter.jws;

import org.jspecify.annotations.NullMarked;
