/** Extensions in jars of their own, in a running gateway. */
@NullMarked
package com.plurence.gateway.acceptance.extension;

import org.jspecify.annotations.NullMarked;
