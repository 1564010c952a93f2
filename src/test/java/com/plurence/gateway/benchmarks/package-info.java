/** What the hot path costs: {@code ./mvnw -Pbenchmark clean test}. */
@NullMarked
package com.plurence.gateway.benchmarks;

import org.jspecify.annotations.NullMarked;
