/**
 * One request and its response while they are under way, and what is told of them when they are
 * over.
 */
@NullMarked
package com.plurence.gateway.http.exchange;

import org.jspecify.annotations.NullMarked;
