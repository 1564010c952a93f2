/** The places on the way of a request and its answer where extensions are asked. */
@NullMarked
package com.plurence.gateway.inference.hooked;

import org.jspecify.annotations.NullMarked;
