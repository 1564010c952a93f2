/** The counts in Redis: what every limiter shows, and what becomes of it when Redis is away. */
@NullMarked
package com.plurence.gateway.limit.redis;

import org.jspecify.annotations.NullMarked;
