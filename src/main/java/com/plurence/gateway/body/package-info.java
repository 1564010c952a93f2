/**
 * The bytes of requests and responses: held, joined, and handed on at the pace of who takes them.
 */
@NullMarked
package com.plurence.gateway.body;

import org.jspecify.annotations.NullMarked;
