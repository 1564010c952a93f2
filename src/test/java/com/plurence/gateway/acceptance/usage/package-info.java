/** What is remembered of requests, and what they are found to have cost, from outside. */
@NullMarked
package com.plurence.gateway.acceptance.usage;

import org.jspecify.annotations.NullMarked;
