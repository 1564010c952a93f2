package com.plurence.gateway.limit;

/**
 * One limit.
 *
 * @param most in the unit of the dimension, from 0 to 9,000,000,000,000,000; 0 refuses everything
 */
public record Bound(Scope scope, Dimension dimension, long most) {}
