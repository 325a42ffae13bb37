@NullUnmarked
package io.postern.portal.adapter.web.approvals;

import org.jspecify.annotations.NullUnmarked;
