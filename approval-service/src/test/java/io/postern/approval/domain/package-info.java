/** Tests. */
@NullMarked
package io.postern.approval.domain;

import org.jspecify.annotations.NullMarked;
