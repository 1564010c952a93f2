/** Requests that are done once however often they are sent: the header {@code Idempotency-Key}. */
@NullMarked
package com.plurence.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
