/** The pages of those who ask for access. */
@NullMarked
package io.postern.portal.adapter.web.access;

import org.jspecify.annotations.NullMarked;
