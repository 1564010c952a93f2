/**
 * The host of extensions: finds them, deploys them on threads of their own, and contains whatever
 * goes wrong in them.
 */
@NullMarked
package com.plurence.gateway.extension.host;

import org.jspecify.annotations.NullMarked;
