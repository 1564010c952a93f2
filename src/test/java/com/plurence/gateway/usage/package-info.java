/** What is remembered of requests to models. */
@NullMarked
package com.plurence.gateway.usage;

import org.jspecify.annotations.NullMarked;
