/**
 * The connection to a server that several gateways share: Redis, by itself, with sentinels or as a
 * cluster. Knows nothing of what is kept there.
 */
@NullMarked
package com.plurence.gateway.sharedstate;

import org.jspecify.annotations.NullMarked;
