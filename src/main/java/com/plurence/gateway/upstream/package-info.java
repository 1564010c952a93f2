/**
 * The web-client verticle: sends requests to model providers and makes answers or faults of what
 * comes back.
 */
@NullMarked
package com.plurence.gateway.upstream;

import org.jspecify.annotations.NullMarked;
