/** The connection to Redis, with a real one. */
@NullMarked
package com.plurence.gateway.sharedstate;

import org.jspecify.annotations.NullMarked;
