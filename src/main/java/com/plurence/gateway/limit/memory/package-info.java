/**
 * Limits counted in the memory of this process. One {@link
 * com.plurence.gateway.limit.memory.AccountCounts} for each account decides under its own monitor,
 * in which nothing waits, and nothing is allocated once its scopes are known.
 */
@NullMarked
package com.plurence.gateway.limit.memory;

import org.jspecify.annotations.NullMarked;
