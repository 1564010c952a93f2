/** What the log and the metrics say of a request, and what they never say. */
@NullMarked
package com.plurence.gateway.acceptance.observability;

import org.jspecify.annotations.NullMarked;
