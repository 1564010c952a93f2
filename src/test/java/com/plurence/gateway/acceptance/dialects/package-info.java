/** Clients of one dialect and providers of another, through the whole gateway. */
@NullMarked
package com.plurence.gateway.acceptance.dialects;

import org.jspecify.annotations.NullMarked;
