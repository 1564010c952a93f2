/** Attempts over HTTP, and the clients that they use. */
@NullMarked
package com.plurence.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;
