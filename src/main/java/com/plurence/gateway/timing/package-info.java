/**
 * Time and threads: many cheap, coarse timers on one event loop, how often something may be done,
 * and the way back to the loop of whoever waits.
 */
@NullMarked
package com.plurence.gateway.timing;

import org.jspecify.annotations.NullMarked;
