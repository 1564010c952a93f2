/** What is remembered of a request to a model, what it cost, and who keeps it. */
@NullMarked
package com.plurence.gateway.usage;

import org.jspecify.annotations.NullMarked;
