/** Server-sent events as bytes: read from any split of a stream, and written in one form. */
@NullMarked
package com.plurence.gateway.sse;

import org.jspecify.annotations.NullMarked;
