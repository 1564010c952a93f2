/** What stands between the network and the router. */
@NullMarked
package com.plurence.gateway.http.guard;

import org.jspecify.annotations.NullMarked;
