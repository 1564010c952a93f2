/** The words of the protocol that the gateway and backends speak over the event bus. */
@NullMarked
package com.plurence.gateway.extension.bus;

import org.jspecify.annotations.NullMarked;
