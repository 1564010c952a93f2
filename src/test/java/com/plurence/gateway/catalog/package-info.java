/** Tests of {@code com.plurence.gateway.catalog}. */
@NullMarked
package com.plurence.gateway.catalog;

import org.jspecify.annotations.NullMarked;
