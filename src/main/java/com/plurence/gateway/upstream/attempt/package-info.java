/**
 * One attempt at a target: what it is made from, and what all attempts have in common, whatever
 * leads to the target.
 */
@NullMarked
package com.plurence.gateway.upstream.attempt;

import org.jspecify.annotations.NullMarked;
