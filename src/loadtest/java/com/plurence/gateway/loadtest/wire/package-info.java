/**
 * Asks over raw connections, at a constant rate or as fast as answers come, and takes the times.
 */
@NullMarked
package com.plurence.gateway.loadtest.wire;

import org.jspecify.annotations.NullMarked;
