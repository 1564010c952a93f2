/**
 * The error contract: the catalogue of everything that can go wrong, and the one JSON body that
 * says so.
 */
@NullMarked
package com.plurence.gateway.error;

import org.jspecify.annotations.NullMarked;
