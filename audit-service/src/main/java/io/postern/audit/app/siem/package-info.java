/** Telling SIEMs of the trail: gapless, in order, at least once, each from where it was left; and exports. */
@NullMarked
package io.postern.audit.app.siem;

import org.jspecify.annotations.NullMarked;
