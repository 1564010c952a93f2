/**
 * The edge: listeners, the endpoint table, and the one place where a failure becomes a response.
 */
@NullMarked
package com.plurence.gateway.http;

import org.jspecify.annotations.NullMarked;
