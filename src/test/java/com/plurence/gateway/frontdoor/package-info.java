/** The gateway as its clients see it: everything here goes through a socket. */
@NullMarked
package com.plurence.gateway.frontdoor;

import org.jspecify.annotations.NullMarked;
