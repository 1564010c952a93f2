/** What several tests need: clients, upstreams, a running gateway. */
@NullMarked
package com.plurence.gateway.testing;

import org.jspecify.annotations.NullMarked;
