/** Files that operators put beside the service. */
@NullMarked
package io.postern.approval.adapter.file;

import org.jspecify.annotations.NullMarked;
