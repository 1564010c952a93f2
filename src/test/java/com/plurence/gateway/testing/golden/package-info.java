/**
 * The golden cases of the dialects, in {@code src/test/resources/dialects}: what a client sends,
 * what the provider must get, what it answers, and what the client must get.
 */
@NullMarked
package com.plurence.gateway.testing.golden;

import org.jspecify.annotations.NullMarked;
