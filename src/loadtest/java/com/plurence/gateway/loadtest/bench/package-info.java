/**
 * The processes of a load test: the fake provider, the gateway and its peers, and what they use.
 */
@NullMarked
package com.plurence.gateway.loadtest.bench;

import org.jspecify.annotations.NullMarked;
