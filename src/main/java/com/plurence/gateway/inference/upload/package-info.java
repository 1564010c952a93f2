/**
 * Requests that bring files, as {@code multipart/form-data}: the model is found while they pass,
 * and they are never in memory as a whole.
 */
@NullMarked
package com.plurence.gateway.inference.upload;

import org.jspecify.annotations.NullMarked;
