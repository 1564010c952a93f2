/**
 * Limits counted in Redis, for all gateways together; and by each for itself while Redis can't be
 * reached. Scripts decide, in one round trip each, so that nothing comes between a look and a take.
 */
@NullMarked
package com.plurence.gateway.limit.redis;

import org.jspecify.annotations.NullMarked;
