@NullMarked
package io.postern.request.adapter.arm;

import org.jspecify.annotations.NullMarked;
