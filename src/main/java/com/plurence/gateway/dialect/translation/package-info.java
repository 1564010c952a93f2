/**
 * Calls of one dialect carried to a target of another: the two halves of which each dialect brings
 * its own, and what is made of them. Pure: times and ids are handed in.
 */
@NullMarked
package com.plurence.gateway.dialect.translation;

import org.jspecify.annotations.NullMarked;
