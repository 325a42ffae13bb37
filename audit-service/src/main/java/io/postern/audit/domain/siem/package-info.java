/** What a SIEM is told of a leaf: its meaning in neutral words, and the same in the words of OCSF, of ASIM and of a table. */
@NullMarked
package io.postern.audit.domain.siem;

import org.jspecify.annotations.NullMarked;
