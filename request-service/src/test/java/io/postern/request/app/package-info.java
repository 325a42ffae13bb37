@NullMarked
package io.postern.request.app;

import org.jspecify.annotations.NullMarked;
