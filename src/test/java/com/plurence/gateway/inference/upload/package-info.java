/** Requests that bring files. */
@NullMarked
package com.plurence.gateway.inference.upload;

import org.jspecify.annotations.NullMarked;
