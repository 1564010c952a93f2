/** The gateway as the libraries of applications see it. */
@NullMarked
package com.plurence.gateway.acceptance.clients;

import org.jspecify.annotations.NullMarked;
