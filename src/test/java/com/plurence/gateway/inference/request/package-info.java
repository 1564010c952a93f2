/** Requests of every kind, valid and not. */
@NullMarked
package com.plurence.gateway.inference.request;

import org.jspecify.annotations.NullMarked;
