/**
 * Makes a response or a fault of what a target sends back: whole documents, event streams, bytes
 * and refusals.
 */
@NullMarked
package com.plurence.gateway.upstream.response;

import org.jspecify.annotations.NullMarked;
