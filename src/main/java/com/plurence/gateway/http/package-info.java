/** The edge: listeners, the endpoint table, and the one place where a failure becomes an answer. */
@NullMarked
package com.plurence.gateway.http;

import org.jspecify.annotations.NullMarked;
