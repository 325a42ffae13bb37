/** Tests. */
@NullMarked
package io.postern.approval;

import org.jspecify.annotations.NullMarked;
