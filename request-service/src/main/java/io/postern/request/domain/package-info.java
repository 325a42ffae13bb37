/** Decides about access requests: whether one may be made, how it stands, who may end it. */
@NullMarked
package io.postern.request.domain;

import org.jspecify.annotations.NullMarked;
