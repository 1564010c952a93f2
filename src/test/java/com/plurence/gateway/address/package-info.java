/** Tests of {@code com.plurence.gateway.auth}. */
@NullMarked
package com.plurence.gateway.address;

import org.jspecify.annotations.NullMarked;
