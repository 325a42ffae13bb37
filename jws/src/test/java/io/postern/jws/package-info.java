@NullMarked
package io.postern.jws;

import org.jspecify.annotations.NullMarked;
