/** What is wrong, how bad it is and how it is put right; and figures as charts. */
@NullMarked
package io.postern.portal.domain.finding;

import org.jspecify.annotations.NullMarked;
