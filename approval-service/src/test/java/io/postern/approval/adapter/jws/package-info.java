/** Tests. */
@NullMarked
package io.postern.approval.adapter.jws;

import org.jspecify.annotations.NullMarked;
