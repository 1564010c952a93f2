/** Many cheap, coarse timers on one event loop. */
@NullMarked
package com.plurence.gateway.timing;

import org.jspecify.annotations.NullMarked;
