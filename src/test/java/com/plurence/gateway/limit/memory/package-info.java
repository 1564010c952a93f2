/** The counts in memory: what every limiter shows, and what this one costs. */
@NullMarked
package com.plurence.gateway.limit.memory;

import org.jspecify.annotations.NullMarked;
