/** Tests of {@code com.plurence.gateway.resource}. */
@NullMarked
package com.plurence.gateway.management;

import org.jspecify.annotations.NullMarked;
