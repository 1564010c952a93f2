/**
 * What an upstream failure means and what is done about it: values and arithmetic, no I/O, no
 * clock.
 */
@NullMarked
package com.plurence.gateway.upstream.decision;

import org.jspecify.annotations.NullMarked;
