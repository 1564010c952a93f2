/** What clients see of the listeners: HTTP itself, TLS, bodies, addresses, origins. */
@NullMarked
package com.plurence.gateway.acceptance.http;

import org.jspecify.annotations.NullMarked;
