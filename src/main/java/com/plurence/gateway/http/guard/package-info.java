/** What Vert.x leaves open between accepting a connection and handing over its first request. */
@NullMarked
package com.plurence.gateway.http.guard;

import org.jspecify.annotations.NullMarked;
