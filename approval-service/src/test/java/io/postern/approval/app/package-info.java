/** Tests. */
@NullMarked
package io.postern.approval.app;

import org.jspecify.annotations.NullMarked;
