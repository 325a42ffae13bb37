/** The pages that show what is wrong. */
@NullMarked
package io.postern.portal.adapter.web.findings;

import org.jspecify.annotations.NullMarked;
