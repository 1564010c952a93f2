/**
 * The host of extensions: finds them, deploys them on threads of their own, and contains whatever
 * goes wrong in them.
 */
@NullMarked
package com.plurence.gateway.hosting;

import org.jspecify.annotations.NullMarked;
