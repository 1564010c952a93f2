/** Tests of {@code com.plurence.gateway.resource}. */
@NullMarked
package com.plurence.gateway.resource;

import org.jspecify.annotations.NullMarked;
