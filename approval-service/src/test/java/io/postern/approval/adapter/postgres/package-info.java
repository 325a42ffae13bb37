/** Tests. */
@NullMarked
package io.postern.approval.adapter.postgres;

import org.jspecify.annotations.NullMarked;
