/** The topic that SIEMs read. */
@NullMarked
package io.postern.audit.adapter.siem;

import org.jspecify.annotations.NullMarked;
