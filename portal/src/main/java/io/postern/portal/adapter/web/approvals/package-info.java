/** The pages on which people answer requests and review emergencies. */
@NullMarked
package io.postern.portal.adapter.web.approvals;

import org.jspecify.annotations.NullMarked;
