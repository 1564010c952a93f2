/** What the gateway tells its operator: metrics and health. */
@NullMarked
package com.plurence.gateway.observability;

import org.jspecify.annotations.NullMarked;
