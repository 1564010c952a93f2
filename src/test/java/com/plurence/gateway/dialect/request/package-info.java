/** What the scans of request bodies have in common. */
@NullMarked
package com.plurence.gateway.dialect.request;

import org.jspecify.annotations.NullMarked;
