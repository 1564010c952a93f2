/** The management API, over HTTP, with its store. */
@NullMarked
package com.plurence.gateway.acceptance.management;

import org.jspecify.annotations.NullMarked;
