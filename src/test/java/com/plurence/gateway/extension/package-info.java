/** Tests of {@code com.plurence.gateway.extension}. */
@NullMarked
package com.plurence.gateway.extension;

import org.jspecify.annotations.NullMarked;
