@NullMarked
package io.postern.request;

import org.jspecify.annotations.NullMarked;
