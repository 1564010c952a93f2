/** Time: many cheap, coarse timers on one event loop, and how often something may be done. */
@NullMarked
package com.plurence.gateway.timing;

import org.jspecify.annotations.NullMarked;
