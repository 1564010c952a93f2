/** Tests of {@code com.plurence.gateway.price}. */
@NullMarked
package com.plurence.gateway.price;

import org.jspecify.annotations.NullMarked;
