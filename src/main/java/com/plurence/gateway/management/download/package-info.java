/**
 * Responses that are longer than memory should be: written part by part, as fast as they are read.
 */
@NullMarked
package com.plurence.gateway.management.download;

import org.jspecify.annotations.NullMarked;
