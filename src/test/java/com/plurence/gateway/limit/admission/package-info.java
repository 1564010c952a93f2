/** Tests of what is expected of requests, and what clients are told. */
@NullMarked
package com.plurence.gateway.limit.admission;

import org.jspecify.annotations.NullMarked;
