/** Who may ask, who must agree, and what their answers add up to. */
@NullMarked
package io.postern.approval.domain;

import org.jspecify.annotations.NullMarked;
