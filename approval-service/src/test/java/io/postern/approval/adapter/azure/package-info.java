/** Tests. */
@NullMarked
package io.postern.approval.adapter.azure;

import org.jspecify.annotations.NullMarked;
