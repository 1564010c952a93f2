/** What tests send to a gateway, and what they hold its responses to. */
@NullMarked
package com.plurence.gateway.testing.client;

import org.jspecify.annotations.NullMarked;
