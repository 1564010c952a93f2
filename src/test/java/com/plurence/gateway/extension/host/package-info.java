/** Tests of {@code com.plurence.gateway.extension.host}. */
@NullMarked
package com.plurence.gateway.extension.host;

import org.jspecify.annotations.NullMarked;
