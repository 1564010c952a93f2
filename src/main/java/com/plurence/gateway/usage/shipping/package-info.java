/**
 * Usage records on their way from the event loops, over the spool, to the store, each once, and
 * what becomes of them when there is no room.
 */
@NullMarked
package com.plurence.gateway.usage.shipping;

import org.jspecify.annotations.NullMarked;
