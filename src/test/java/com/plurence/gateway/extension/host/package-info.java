/** Tests of {@code com.plurence.gateway.hosting}. */
@NullMarked
package com.plurence.gateway.extension.host;

import org.jspecify.annotations.NullMarked;
