/** Tests of {@code com.plurence.gateway.auth.key}. */
@NullMarked
package com.plurence.gateway.auth.key;

import org.jspecify.annotations.NullMarked;
