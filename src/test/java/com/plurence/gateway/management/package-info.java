/** Tests of {@code com.plurence.gateway.management}. */
@NullMarked
package com.plurence.gateway.management;

import org.jspecify.annotations.NullMarked;
