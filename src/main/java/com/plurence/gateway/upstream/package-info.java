/**
 * The way to the model providers: which target is asked, what a failure means, and when an attempt
 * is worth another.
 */
@NullMarked
package com.plurence.gateway.upstream;

import org.jspecify.annotations.NullMarked;
