/** What pages say and show: rights, wording, order and geometry, without knowing where any of it came from. */
@NullMarked
package io.postern.portal.domain;

import org.jspecify.annotations.NullMarked;
