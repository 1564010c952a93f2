/** A gateway and its store: outages, crashes, and several gateways on one database. */
@NullMarked
package com.plurence.gateway.acceptance.store;

import org.jspecify.annotations.NullMarked;
