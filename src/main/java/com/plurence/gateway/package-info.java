/** The composition root: the gateway is put together here and nowhere else. */
@NullMarked
package com.plurence.gateway;

import org.jspecify.annotations.NullMarked;
