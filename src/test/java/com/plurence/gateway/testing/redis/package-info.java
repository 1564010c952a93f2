/** A real Redis for tests that need one. */
@NullMarked
package com.plurence.gateway.testing.redis;

import org.jspecify.annotations.NullMarked;
