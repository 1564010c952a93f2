/** The bodies of requests: read as they come, held back while there is no room, decoded. */
@NullMarked
package com.plurence.gateway.http.body;

import org.jspecify.annotations.NullMarked;
