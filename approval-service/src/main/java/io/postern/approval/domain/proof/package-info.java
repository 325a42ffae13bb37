/** What a bot has to prove before the verdict that it brings counts as its human's. */
@NullMarked
package io.postern.approval.domain.proof;

import org.jspecify.annotations.NullMarked;
