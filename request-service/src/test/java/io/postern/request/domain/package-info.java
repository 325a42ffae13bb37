@NullMarked
package io.postern.request.domain;

import org.jspecify.annotations.NullMarked;
