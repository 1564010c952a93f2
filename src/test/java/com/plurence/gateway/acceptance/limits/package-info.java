/** Limits and budgets, as clients meet them at the front door. */
@NullMarked
package com.plurence.gateway.acceptance.limits;

import org.jspecify.annotations.NullMarked;
