/**
 * The halves of translations put together: a call as one target gets it, and the way back. Pure:
 * times and ids are handed in.
 */
@NullMarked
package com.plurence.gateway.dialect.translation.call;

import org.jspecify.annotations.NullMarked;
