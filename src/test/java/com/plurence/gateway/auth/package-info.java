/** Tests of {@code com.plurence.gateway.auth}. */
@NullMarked
package com.plurence.gateway.auth;

import org.jspecify.annotations.NullMarked;
