/** Requests to models, through the front door to a provider and back. */
@NullMarked
package com.plurence.gateway.acceptance.inference;

import org.jspecify.annotations.NullMarked;
