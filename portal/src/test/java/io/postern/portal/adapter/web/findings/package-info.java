@NullUnmarked
package io.postern.portal.adapter.web.findings;

import org.jspecify.annotations.NullUnmarked;
