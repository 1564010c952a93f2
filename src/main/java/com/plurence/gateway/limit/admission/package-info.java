/**
 * Whether a request may go to a model: what it is expected to use and cost, what it used in the
 * end, and what its client is told of limits.
 */
@NullMarked
package com.plurence.gateway.limit.admission;

import org.jspecify.annotations.NullMarked;
