/** Tests of {@code com.plurence.gateway.hosting}. */
@NullMarked
package com.plurence.gateway.hosting;

import org.jspecify.annotations.NullMarked;
