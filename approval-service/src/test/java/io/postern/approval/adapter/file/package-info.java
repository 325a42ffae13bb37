/** Tests. */
@NullMarked
package io.postern.approval.adapter.file;

import org.jspecify.annotations.NullMarked;
